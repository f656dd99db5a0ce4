/** What is owed to an instructor in a currency, in minor units. */
export interface EarningBalance {
  readonly instructorId: string;
  readonly currency: string;
  /** Shares whose refund window has not ended. */
  readonly heldMinor: number;
  /** What a payout can take; negative when refunds came after a payout. */
  readonly availableMinor: number;
  /** Shares that are withheld until a dispute is decided. */
  readonly disputedMinor: number;
  /** Payouts that are not confirmed. */
  readonly inTransitMinor: number;
  /** Payouts that the bank has sent. */
  readonly paidOutMinor: number;
}
