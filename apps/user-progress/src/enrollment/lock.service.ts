import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import type { CurriculumLesson } from '@course-plateform/types/course';
import type { SectionLock } from '@course-plateform/types/user-progress';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { CurriculumService } from '../curriculum/curriculum.service';
import { lockOf, locksOf } from '../curriculum/section-locks';
import { CompletionService } from './completion.service';
import type { Enrollment } from './enrollment.entity';
import { LessonLocked } from './enrollment.errors';

/** Which sections learners cannot open yet. */
@Injectable()
export class LockService {
  constructor(
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly clock: Clock,
  ) {}

  /**
   * The locks of the publication that is learned; requests its lessons the first time.
   * @throws CurriculumNotFound
   */
  async find(enrollment: Enrollment): Promise<SectionLock[]> {
    const curriculum = await this.curricula.get(enrollment);
    // Mostly nothing is ever locked, and what is done need not be read.
    if (!curriculum.isGated) return [];
    return this.of(enrollment, curriculum, await this.completions.lookUp(enrollment, curriculum));
  }

  /** The same where the lessons that are done are known. */
  of(
    { createdAt }: Enrollment,
    curriculum: CurriculumSnapshot,
    done: ReadonlyMap<string, Date>,
  ): SectionLock[] {
    return locksOf(curriculum, { enrolledAt: createdAt, done }, this.clock.now());
  }

  /** Part of a unit of work. @throws LessonLocked */
  async assertOpen(
    em: EntityManager,
    enrollment: Enrollment,
    curriculum: CurriculumSnapshot,
    lesson: CurriculumLesson,
  ): Promise<void> {
    if (!curriculum.isGated) return;
    const done = await this.completions.doneLessons(em, enrollment, curriculum);
    const lock = lockOf(lesson, this.of(enrollment, curriculum, done));
    if (!lock) return;
    const { availableAt, missingLessons } = lock;
    throw new LessonLocked({
      extensions: { missingLessons, ...(availableAt === null ? {} : { availableAt }) },
    });
  }
}
