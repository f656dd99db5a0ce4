import { eventContract } from '@course-plateform/common/kernel';
import { IdField } from '@course-plateform/types/platform';

/** What is shown in place of the name of a user who was erased, in every language. */
export const FORMER_LEARNER = { firstName: 'Former', lastName: 'learner' } as const;

/** The same as a whole. */
export const FORMER_LEARNER_NAME = `${FORMER_LEARNER.firstName} ${FORMER_LEARNER.lastName}`;

export class UserErased {
  @IdField({ description: 'The user who is gone for good' })
  userId!: string;
}

/**
 * A user was erased: every service removes what identifies them. It may arrive
 * more than once, and before or after any other event about the user.
 */
export const userErased = eventContract({
  subject: 'evt.user.profile.erased.v1',
  payload: UserErased,
  consumers: {
    auth: ['account-erasure'],
    certificate: ['holder-erasure'],
    course: ['co-instructor-erasure', 'instructor-erasure', 'media-erasure'],
    interaction: ['cart-erasure', 'wishlist-erasure'],
    order: [
      'coupon-erasure',
      'quote-erasure',
      'stripe-customer-erasure',
      'billing-details-erasure',
    ],
  },
});
