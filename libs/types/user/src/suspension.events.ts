import { eventContract } from '@course-plateform/common/kernel';
import { DateTimeField, IdField } from '@course-plateform/types/platform';

export class PersonSuspended {
  @IdField()
  userId!: string;

  @DateTimeField({ nullable: true, description: 'It ends by itself then; null: only by an admin' })
  until!: string | null;
}

export class PersonReinstated {
  @IdField()
  userId!: string;
}

/** A person may not sign in any more. */
export const userSuspended = eventContract({
  subject: 'evt.user.profile.suspended.v1',
  payload: PersonSuspended,
  consumers: { auth: ['account-suspension'] },
});

/** A person who was suspended may sign in again. */
export const userReinstated = eventContract({
  subject: 'evt.user.profile.reinstated.v1',
  payload: PersonReinstated,
  consumers: { auth: ['account-reinstatement'] },
});
