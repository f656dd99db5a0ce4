import { eventContract } from '@course-plateform/common/kernel';
import { IdField } from '@course-plateform/types/platform';

/** What is shown in place of the name of somebody who was erased, in every language. */
export const FORMER_LEARNER = { firstName: 'Former', lastName: 'learner' } as const;

/** The same as a whole. */
export const FORMER_LEARNER_NAME = `${FORMER_LEARNER.firstName} ${FORMER_LEARNER.lastName}`;

export class PersonErased {
  @IdField()
  userId!: string;
}

/**
 * A person is gone for good: whoever stores something about them takes away what tells who they were. It may come
 * more than once, and before or after whatever else is told of the person.
 */
export const userErased = eventContract({
  subject: 'evt.user.profile.erased.v1',
  payload: PersonErased,
  consumers: {
    auth: ['account-erasure'],
    certificate: ['holder-erasure'],
    course: ['instructor-erasure'],
    interaction: ['cart-erasure', 'wishlist-erasure'],
    order: ['quote-erasure'],
  },
});
