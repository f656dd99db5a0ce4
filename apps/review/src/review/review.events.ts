import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import {
  EnrollmentEndReason,
  type EnrollmentEnded,
  type EnrollmentGranted,
  enrollmentEnded,
  enrollmentGranted,
} from '@course-plateform/types/user-progress';
import { Review } from './review.entity';

/** Marks the reviews of authors who got the money for the course back, until they buy it again. */
@Injectable()
export class ReviewEventHandler {
  constructor(private readonly clock: Clock) {}

  @EventHandler(enrollmentEnded, { consumer: 'refund-mark' })
  async markRefunded(event: EventEnvelope<EnrollmentEnded>, em: EntityManager): Promise<void> {
    const isRefunded = event.payload.reason === EnrollmentEndReason.refund;
    await this.note(em, event, isRefunded);
  }

  @EventHandler(enrollmentGranted, { consumer: 'refund-unmark' })
  async unmarkRefunded(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    await this.note(em, event, false);
  }

  private async note(
    em: EntityManager,
    { payload, aggregateVersion }: EventEnvelope<EnrollmentEnded | EnrollmentGranted>,
    isRefunded: boolean,
  ): Promise<void> {
    const { courseId, userId: authorId } = payload;
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const review = await em.findOne(Review, { courseId, authorId }, options);
    review?.noteAccess(aggregateVersion, isRefunded, this.clock.now());
  }
}
