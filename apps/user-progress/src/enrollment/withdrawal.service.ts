import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { enrollmentEnded } from '@course-plateform/types/user-progress';
import { type EnrollmentResponse, toEnrollmentEnded, toEnrollmentResponse } from './enrollment.dto';
import { Enrollment } from './enrollment.entity';
import { EnrollmentNotFound } from './enrollment.errors';

/** Gives courses up. */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws EnrollmentNotFound, TransitionNotAllowed when it has ended already */
  withdraw(caller: Caller, id: string): Promise<EnrollmentResponse> {
    return this.unitOfWork.run(async (em) => {
      const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
      const enrollment = ownedBy(caller, await em.findOne(Enrollment, { id }, options), {
        owner: 'userId',
        notFound: EnrollmentNotFound,
      });
      enrollment.withdraw(this.clock.now());
      this.outbox.publish(em, enrollmentEnded, enrollment, toEnrollmentEnded(enrollment));
      return enrollment;
    }, toEnrollmentResponse);
  }
}
