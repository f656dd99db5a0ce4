import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import type { SectionLock } from '@course-plateform/types/user-progress';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { CurriculumService } from '../curriculum/curriculum.service';
import { locksOf } from '../curriculum/section-locks';
import { CompletionService } from './completion.service';
import type { Enrollment } from './enrollment.entity';

/** Which sections learners cannot open yet. */
@Injectable()
export class LockService {
  constructor(
    private readonly em: EntityManager,
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly clock: Clock,
  ) {}

  /**
   * The locks of the publication that is learned; requests its lessons the first time, so call it before the unit of
   * work.
   * @throws CurriculumNotFound
   */
  async find(enrollment: Enrollment): Promise<SectionLock[]> {
    return this.of(this.em, enrollment, await this.curricula.get(enrollment));
  }

  /** The same for lessons that are known, inside or outside of a unit of work. */
  async of(
    em: EntityManager,
    enrollment: Enrollment,
    curriculum: CurriculumSnapshot,
  ): Promise<SectionLock[]> {
    // Mostly nothing is ever locked, and what is done need not be read.
    if (curriculum.sections.length === 0) return [];
    const done = await this.completions.doneLessons(em, enrollment, curriculum);
    return locksOf(curriculum, { enrolledAt: enrollment.createdAt, done }, this.clock.now());
  }
}
