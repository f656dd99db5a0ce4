import { eventContract } from '@course-plateform/common/kernel';
import { DateTimeField, IdField } from '@course-plateform/types/platform';

export class UserSuspended {
  @IdField({ description: 'The user who cannot sign in any more' })
  userId!: string;

  @DateTimeField({
    nullable: true,
    description: 'When the suspension ends by itself; null when only an admin ends it',
    example: '2026-03-01T00:00:00.000Z',
  })
  until!: string | null;
}

export class UserReinstated {
  @IdField({ description: 'The user who can sign in again' })
  userId!: string;
}

/** A user may not sign in any more. */
export const userSuspended = eventContract({
  subject: 'evt.user.profile.suspended.v1',
  payload: UserSuspended,
  consumers: { auth: ['account-suspension'] },
});

/** A user who was suspended may sign in again. */
export const userReinstated = eventContract({
  subject: 'evt.user.profile.reinstated.v1',
  payload: UserReinstated,
  consumers: { auth: ['account-reinstatement'] },
});
