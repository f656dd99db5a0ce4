/** What becomes of an attempt to pay with a card. */
export interface CardBehavior {
  readonly last4: string;
  readonly outcome: 'succeeds' | 'declined' | 'authenticates' | 'processes';
  /** Why it is declined. */
  readonly declineCode?: 'generic_decline' | 'insufficient_funds' | 'expired_card';
  /** The buyer tells their bank that they did not buy it. */
  readonly disputed?: boolean;
  /** What becomes of money that goes back; at once when left out. */
  readonly refund?: 'pending' | 'fails_later';
}

interface TestCard extends CardBehavior {
  readonly number: string;
  /** By which a program names it, as Stripe does. */
  readonly paymentMethod: string;
  readonly title: string;
}

/** The cards that pages offer and programs name. Source: https://docs.stripe.com/testing */
export const TEST_CARDS: readonly TestCard[] = [
  {
    number: '4242424242424242',
    paymentMethod: 'pm_card_visa',
    title: 'Succeeds',
    last4: '4242',
    outcome: 'succeeds',
  },
  {
    number: '4000000000000002',
    paymentMethod: 'pm_card_chargeDeclined',
    title: 'Is declined',
    last4: '0002',
    outcome: 'declined',
    declineCode: 'generic_decline',
  },
  {
    number: '4000000000009995',
    paymentMethod: 'pm_card_chargeDeclinedInsufficientFunds',
    title: 'Has insufficient funds',
    last4: '9995',
    outcome: 'declined',
    declineCode: 'insufficient_funds',
  },
  {
    number: '4000000000000069',
    paymentMethod: 'pm_card_chargeDeclinedExpiredCard',
    title: 'Has expired',
    last4: '0069',
    outcome: 'declined',
    declineCode: 'expired_card',
  },
  {
    number: '4000002760003184',
    paymentMethod: 'pm_card_authenticationRequired',
    title: 'Asks for 3-D Secure',
    last4: '3184',
    outcome: 'authenticates',
  },
  {
    number: '4000000000000259',
    paymentMethod: 'pm_card_createDispute',
    title: 'Succeeds, and is disputed',
    last4: '0259',
    outcome: 'succeeds',
    disputed: true,
  },
  {
    number: '4000000000007726',
    paymentMethod: 'pm_card_pendingRefund',
    title: 'Succeeds; refunds take a while',
    last4: '7726',
    outcome: 'succeeds',
    refund: 'pending',
  },
  {
    number: '4000000000005126',
    paymentMethod: 'pm_card_refundFail',
    title: 'Succeeds; refunds fail later',
    last4: '5126',
    outcome: 'succeeds',
    refund: 'fails_later',
  },
  {
    number: '4000000000000077',
    paymentMethod: 'pm_usBankAccount_processing',
    title: 'Takes a while, as a bank debit does',
    last4: '0077',
    outcome: 'processes',
  },
];

/** @param name a number with or without blanks, or the name of a payment method */
export function testCard(name: string): TestCard | undefined {
  const number = name.replaceAll(/\D/g, '');
  return TEST_CARDS.find((card) => card.paymentMethod === name || card.number === number);
}

/** @returns the card of a charge, by which later events about it are decided */
export function cardWithLast4(last4: string | null | undefined): TestCard | undefined {
  return TEST_CARDS.find((card) => card.last4 === last4);
}
