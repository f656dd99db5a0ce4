import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import { RpcClient } from '@course-plateform/common/rpc';
import {
  type CourseCurriculumGet,
  type PublishedCurriculum,
  courseCurriculumGet,
} from '@course-plateform/types/course';
import { CurriculumSnapshot } from './curriculum-snapshot.entity';
import { CurriculumNotFound } from './curriculum.errors';

const WANT_LESSONS = `
  insert into "curriculum_snapshot" ("course_id", "publication", "title", "lessons")
  select unnest(?::uuid[]), unnest(?::int[]), '', '[]'
  on conflict ("course_id", "publication") do nothing`;

/** Which publication of which course. */
export interface PublicationKey {
  readonly courseId: string;
  readonly publication: number;
}

/** The lessons of publications: requested once, kept for ever. */
@Injectable()
export class CurriculumService {
  constructor(
    private readonly em: EntityManager,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /**
   * The lessons of a publication; requests them from the course service the first time. Call it before the unit of work.
   * @throws CurriculumNotFound when the course service does not know the publication
   */
  async get({ courseId, publication }: PublicationKey): Promise<CurriculumSnapshot> {
    const known = await this.em.findOne(CurriculumSnapshot, { courseId, publication });
    return known?.isFetched ? known : this.store(await this.fetch({ courseId, publication }));
  }

  /**
   * The lessons of a course's newest publication; always calls the course service. Call it before the unit of work.
   * @throws CurriculumNotFound when the course was never published
   */
  async newest(courseId: string): Promise<CurriculumSnapshot> {
    const curriculum = await this.fetch({ courseId });
    const { publication } = curriculum;
    // Mostly it is there already, and reading it is the cheaper thing.
    const known = await this.em.findOne(CurriculumSnapshot, { courseId, publication });
    return known?.isFetched ? known : this.store(curriculum);
  }

  /**
   * What is kept of publications, for a unit of work that has enrolled a user in them. When the lessons of one are
   * not there yet, a row is left that makes the job fetch them; its lock makes whoever stores them wait, so that either
   * this unit of work sees the lessons or the job sees the enrollment.
   */
  async awaitLessons(
    em: EntityManager,
    wanted: readonly PublicationKey[],
  ): Promise<readonly CurriculumSnapshot[]> {
    const keys = wanted
      .map(({ courseId, publication }) => ({ courseId, publication }))
      .toSorted((one, other) => one.courseId.localeCompare(other.courseId));
    const columns = [keys.map(({ courseId }) => courseId), keys.map((key) => key.publication)];
    const lists = columns.map((values) => `{${values.join(',')}}`);
    // Not by the ORM, which would read the rows before they are locked.
    await sqlOf(em).execute(WANT_LESSONS, lists, 'run');
    return em.find(
      CurriculumSnapshot,
      { $or: keys },
      {
        lockMode: LockMode.PESSIMISTIC_READ,
        orderBy: { courseId: 'asc', publication: 'asc' },
        refresh: true,
      },
    );
  }

  /** What is stored of a publication, or null; makes no request. */
  find(
    em: EntityManager,
    { courseId, publication }: PublicationKey,
  ): Promise<CurriculumSnapshot | null> {
    return em.findOne(CurriculumSnapshot, { courseId, publication }, { refresh: true });
  }

  /** Those whose learners have not all been measured, the longest untried first. */
  unsettled(limit: number): Promise<CurriculumSnapshot[]> {
    return this.em.find(
      CurriculumSnapshot,
      { settledAt: null },
      { orderBy: { triedAt: 'asc nulls first' }, limit, refresh: true },
    );
  }

  async markTried(key: PublicationKey): Promise<void> {
    await this.mark(key, { triedAt: this.clock.now() });
  }

  async markSettled(key: PublicationKey): Promise<void> {
    await this.mark(key, { settledAt: this.clock.now() });
  }

  private async fetch(wanted: CourseCurriculumGet): Promise<PublishedCurriculum> {
    const { curriculum } = await this.rpc.request(courseCurriculumGet, wanted);
    if (!curriculum) throw new CurriculumNotFound();
    return curriculum;
  }

  private store(curriculum: PublishedCurriculum): Promise<CurriculumSnapshot> {
    const { courseId, publication, title, lessons, sections = [] } = curriculum;
    return this.em.upsert(
      CurriculumSnapshot,
      { courseId, publication, title, lessons, sections, fetchedAt: this.clock.now() },
      {
        onConflictAction: 'merge',
        onConflictMergeFields: ['title', 'lessons', 'sections', 'fetchedAt'],
      },
    );
  }

  private mark(
    { courseId, publication }: PublicationKey,
    change: { triedAt?: Date; settledAt?: Date },
  ): Promise<number> {
    return this.em.nativeUpdate(CurriculumSnapshot, { courseId, publication }, change);
  }
}
