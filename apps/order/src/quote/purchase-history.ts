/** What quotes need to know about orders, which provide it. */
export abstract class PurchaseHistory {
  /** Whether a buyer has ever paid for an order, whatever came of it afterwards. */
  abstract hasPurchased(buyerId: string): Promise<boolean>;
}
