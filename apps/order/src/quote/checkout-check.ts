import type { DomainError } from '@course-plateform/common/kernel';
import { type CourseOffer, teaches } from '@course-plateform/types/course';
import {
  OrderAlreadyOwned,
  QuoteEmpty,
  QuoteMixedCurrencies,
  QuoteNotForSale,
  QuoteOwnCourse,
} from './quote.errors';

/** What a user wants to buy, with what the upstream services know about it. */
export interface Basket {
  readonly buyerId: string;
  readonly courseIds: readonly string[];
  /** By course id; a course that was never published has none. */
  readonly offers: ReadonlyMap<string, CourseOffer>;
  readonly owned: ReadonlySet<string>;
}

/** Passes, or names the reason why a basket cannot be bought. */
export type CheckoutCheck = (basket: Basket) => DomainError | undefined;

const notEmpty: CheckoutCheck = ({ courseIds }) =>
  courseIds.length === 0 ? new QuoteEmpty() : undefined;

const forSale: CheckoutCheck = ({ courseIds, offers }) => {
  const refused = courseIds.filter((id) => !offers.get(id)?.forSale);
  return refused.length > 0 ? new QuoteNotForSale(about(refused)) : undefined;
};

const notOwnCourse: CheckoutCheck = ({ buyerId, courseIds, offers }) => {
  const refused = courseIds.filter((id) => {
    const offer = offers.get(id);
    return offer !== undefined && teaches(offer, buyerId);
  });
  return refused.length > 0 ? new QuoteOwnCourse(about(refused)) : undefined;
};

const notOwned: CheckoutCheck = ({ courseIds, owned }) => {
  const refused = courseIds.filter((id) => owned.has(id));
  return refused.length > 0 ? new OrderAlreadyOwned(about(refused)) : undefined;
};

const oneCurrency: CheckoutCheck = ({ courseIds, offers }) => {
  const currencies = [...new Set(courseIds.flatMap((id) => offers.get(id)?.price.currency ?? []))];
  return currencies.length > 1
    ? new QuoteMixedCurrencies({ params: { currencies: currencies.join(', ') } })
    : undefined;
};

/** The chain, in the order in which a buyer should hear of the reasons. */
export const CHECKOUT_CHECKS: readonly CheckoutCheck[] = [
  notEmpty,
  notOwned,
  forSale,
  notOwnCourse,
  oneCurrency,
];

/** What may have changed since a quote was given. Its prices are not among it: they hold. */
export const ORDER_CHECKS: readonly CheckoutCheck[] = [notOwned, forSale, notOwnCourse];

/** @throws the reason of the first check that does not pass */
export function assertMayBuy(
  basket: Basket,
  checks: readonly CheckoutCheck[] = CHECKOUT_CHECKS,
): void {
  for (const check of checks) {
    const reason = check(basket);
    if (reason) throw reason;
  }
}

/** What is known of the courses in a basket, in its order. */
export function offersOf({ courseIds, offers }: Basket): CourseOffer[] {
  return courseIds.flatMap((id) => offers.get(id) ?? []);
}

function about(courseIds: readonly string[]) {
  return { params: { courses: courseIds.join(', ') }, extensions: { courseIds } };
}
