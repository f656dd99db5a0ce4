import fc from 'fast-check';
import { DAY_MS, Money, newId } from '@course-plateform/common/kernel';
import type { LineOrigin } from '../src/ledger/ledger.service';
import { LedgerAccount } from '../src/ledger/ledger-account';
import { monthOf } from '../src/ledger/month';
import {
  type LedgerPayout,
  chargePosting,
  disputeFeePosting,
  disputeLostPosting,
  disputeOpenedPosting,
  disputeWonPosting,
  ledgerKeys,
  payoutConfirmedPosting,
  payoutFailedPosting,
  payoutPosting,
  providerFeePosting,
  receiptPosting,
  receiptReturnPosting,
  refundPosting,
  refundReversalPosting,
} from '../src/ledger/postings';
import { priceOf, sumOf } from '../src/ledger/sold-line';
import { CouponScope } from '../src/coupon/coupon.state';
import { sharesOf } from '../src/order/order-share';
import { PaymentMethod } from '../src/payment-providers/payment-method';
import { Books, type StatementFigures } from './books';

export const INSTRUCTORS = [newId(), newId(), newId()] as const;
export const CURRENCIES = ['USD', 'JPY', 'KWD'] as const;
const WINDOW_MS = 30 * DAY_MS;
const POLICY = { instructorShareBasisPoints: 7000, instructorShareOwnCouponBasisPoints: 9700 };

/** What may happen; the numbers choose among what is there. */
export const anEvent = fc.record({
  what: fc.constantFrom(
    ...([
      'sale',
      'sale',
      'sale',
      'refund',
      'refund',
      'reversal',
      'dispute',
      'win',
      'lose',
    ] as const),
    ...(['payout', 'confirm', 'fail', 'surplus', 'return', 'time', 'time'] as const),
  ),
  which: fc.nat(1_000_000),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  lines: fc.integer({ min: 1, max: 4 }),
  taxPercent: fc.constantFrom(0, 7, 19),
  isBankTransfer: fc.boolean(),
  isOwnCoupon: fc.boolean(),
  isAll: fc.boolean(),
});
export type RandomEvent = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

interface SoldOrder {
  readonly payment: {
    readonly id: string;
    readonly orderId: string;
    readonly method: PaymentMethod;
  };
  readonly currency: string;
  readonly lines: readonly (LineOrigin & { readonly price: number })[];
}

interface Open {
  readonly id: string;
  readonly orderId: string;
}

/** Plays events against the postings alone, and keeps account of what must be true by means of its own. */
export class RandomBusiness {
  readonly books = new Books();
  readonly statements = new Map<string, StatementFigures>();
  private now = new Date('2026-01-15T12:00:00Z');
  private readonly orders: SoldOrder[] = [];
  private readonly refunds: Open[] = [];
  private readonly disputes: (Open & { readonly amount: number; readonly order: SoldOrder })[] = [];
  private readonly pending: LedgerPayout[] = [];
  private readonly paid: LedgerPayout[] = [];
  private readonly surpluses: { readonly order: SoldOrder; readonly amount: Money }[] = [];
  /** What buyers have back, by line, and what is disputed. */
  private readonly returned = new Map<string, number>();

  play(event: RandomEvent): void {
    this[event.what](event);
    expect(this.books.imbalances().filter((imbalance) => imbalance !== 0)).toEqual([]);
  }

  /** Everybody has what is theirs, and nothing is nobody's. */
  check(): void {
    for (const order of this.orders) {
      for (const line of order.lines) {
        const left = this.books.left(line);
        const shares = left.shares.map(({ amountMinor }) => amountMinor);
        const parts = [...shares, left.taxMinor, left.revenueMinor];
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        expect(priceOf(left) + (this.returned.get(line.lineId) ?? 0)).toBe(line.price);
      }
    }
    for (const instructorId of INSTRUCTORS) {
      for (const currency of CURRENCIES) this.checkHolds(instructorId, currency);
    }
    for (const [key, figures] of this.statements) {
      const [instructorId = '', currency = '', month = ''] = key.split(' ');
      const again = this.books.statement(instructorId, currency, monthOf(new Date(`${month}-01`)));
      expect(again).toEqual(figures);
      const { opening, sales, refunds, disputes, payouts, closing } = figures;
      expect(opening + sales + refunds + disputes + payouts).toBe(closing);
    }
  }

  private checkHolds(instructorId: string, currency: string): void {
    let held = 0;
    for (const order of this.orders) {
      for (const line of order.lines) {
        if (line.currency !== currency || line.availableAt <= this.now) continue;
        const { shares } = this.books.left(line);
        held += shares.find((one) => one.instructorId === instructorId)?.amountMinor ?? 0;
      }
    }
    expect(this.books.held(instructorId, currency, this.now)).toBe(held);
    const inTransit = this.pending
      .filter((one) => one.instructorId === instructorId && one.amount.currency === currency)
      .reduce((sum, { amount }) => sum + amount.amountMinor, 0);
    const { payoutsInTransit } = LedgerAccount;
    expect(this.books.credit(payoutsInTransit, currency, instructorId)).toBe(inTransit);
  }

  private sale({ which, amount, lines: count, taxPercent, ...rest }: RandomEvent): void {
    const currency = choose(CURRENCIES, which);
    const orderId = newId();
    const method = rest.isBankTransfer ? PaymentMethod.bankTransfer : PaymentMethod.stripe;
    const nets = Array.from({ length: count }, (_, index) => ({
      instructorId: choose(INSTRUCTORS, which + index),
      instructors: aTeam(which + index, amount),
      net: Money.of(1 + ((amount * (index + 1)) % 99_991), currency),
      hasCouponDiscount: rest.isOwnCoupon,
    }));
    const ownerId = choose(INSTRUCTORS, which);
    const coupon = { scope: CouponScope.instructor, ownerId, createdBy: ownerId };
    const shares = sharesOf(nets, coupon, POLICY);
    const availableAt = new Date(this.now.getTime() + WINDOW_MS);
    const sold = nets.map(({ net, instructorId }, index) => {
      const { share, split } = shares[index] ?? { share: Money.zero(currency), split: null };
      const taxMinor = Math.round((net.amountMinor * taxPercent) / 100);
      const revenueMinor = net.amountMinor - share.amountMinor;
      const line = { lineId: newId(), courseId: newId(), currency, availableAt };
      const earned = split ?? [{ instructorId, amountMinor: share.amountMinor }];
      expect(sumOf(earned)).toBe(share.amountMinor);
      return { ...line, shares: earned, taxMinor, revenueMinor };
    });
    const payment = { id: newId(), orderId, method };
    const total = Money.of(
      sold.reduce((sum, line) => sum + priceOf(line), 0),
      currency,
    );
    this.books.post(chargePosting(payment, { amount: total, total }, sold), this.now);
    if (method === PaymentMethod.stripe) {
      this.books.post(providerFeePosting(payment, Money.of(1 + (which % 99), 'USD')), this.now);
    }
    const lines = sold.map((line) => ({ ...line, price: priceOf(line) }));
    this.orders.push({ payment, currency, lines });
  }

  private refund({ which, amount, isAll }: RandomEvent): void {
    const order = this.anOrder(which);
    const line = order && choose(order.lines, which >> 3);
    const left = line && this.books.left(line);
    if (!order || !left || priceOf(left) === 0) return;
    const amountMinor = isAll ? priceOf(left) : 1 + (amount % priceOf(left));
    const refund = { id: newId(), amount: Money.of(amountMinor, order.currency) };
    this.books.post(refundPosting(order.payment, refund, left), this.now);
    this.refunds.push({ id: refund.id, orderId: order.payment.orderId });
    this.giveBack(left.lineId, amountMinor);
  }

  private reversal({ which }: RandomEvent): void {
    const refund = take(this.refunds, which);
    if (!refund) return;
    const posted = this.books.posted(ledgerKeys.refund(refund.id));
    this.books.post(refundReversalPosting(refund, posted), this.now);
    for (const { lineId, amountMinor } of posted) {
      if (lineId !== undefined) this.giveBack(lineId, -amountMinor);
    }
  }

  private dispute({ which, amount, isAll }: RandomEvent): void {
    const order = this.anOrder(which);
    if (!order) return;
    const lines = order.lines.map((line) => this.books.left(line));
    const left = lines.reduce((sum, line) => sum + priceOf(line), 0);
    if (left === 0) return;
    const disputed = isAll ? left : 1 + (amount % left);
    const { orderId } = order.payment;
    const dispute = { id: newId(), orderId, amount: Money.of(disputed, order.currency) };
    this.books.post(disputeOpenedPosting(dispute, lines), this.now);
    this.books.post(disputeFeePosting(dispute, Money.of(1500, 'USD')), this.now);
    for (const [index, line] of order.lines.entries()) {
      const before = lines[index];
      if (before) this.giveBack(line.lineId, priceOf(before) - priceOf(this.books.left(line)));
    }
    this.disputes.push({ id: dispute.id, orderId, amount: disputed, order });
  }

  private win({ which }: RandomEvent): void {
    const dispute = take(this.disputes, which);
    if (!dispute) return;
    const before = dispute.order.lines.map((line) => priceOf(this.books.left(line)));
    const opened = this.books.posted(ledgerKeys.disputeOpened(dispute.id));
    this.books.post(disputeWonPosting(dispute, opened), this.now);
    let back = 0;
    for (const [index, line] of dispute.order.lines.entries()) {
      const gained = priceOf(this.books.left(line)) - (before[index] ?? 0);
      this.giveBack(line.lineId, -gained);
      back += gained;
    }
    expect(back).toBe(dispute.amount);
  }

  private lose({ which }: RandomEvent): void {
    const dispute = take(this.disputes, which);
    if (!dispute) return;
    const opened = this.books.posted(ledgerKeys.disputeOpened(dispute.id));
    this.books.post(disputeLostPosting(dispute, opened), this.now);
  }

  private payout({ which }: RandomEvent): void {
    const [instructorId, currency] = [choose(INSTRUCTORS, which), choose(CURRENCIES, which >> 2)];
    const available = this.books.available(instructorId, currency, this.now);
    const heldBefore = this.books.held(instructorId, currency, this.now);
    if (available < 5000) return;
    const payout = { id: newId(), instructorId, amount: Money.of(available, currency) };
    this.books.post(payoutPosting(payout), this.now);
    expect(this.books.available(instructorId, currency, this.now)).toBe(0);
    expect(this.books.held(instructorId, currency, this.now)).toBe(heldBefore);
    this.pending.push(payout);
  }

  private confirm({ which }: RandomEvent): void {
    const payout = take(this.pending, which);
    if (!payout) return;
    this.books.post(payoutConfirmedPosting(payout), this.now);
    this.paid.push(payout);
  }

  private fail({ which, isAll }: RandomEvent): void {
    const payout = take(isAll ? this.pending : this.paid, which);
    if (payout) this.books.post(payoutFailedPosting(payout, !isAll), this.now);
  }

  private surplus({ which, amount }: RandomEvent): void {
    const order = this.anOrder(which);
    if (!order) return;
    const payment = { ...order.payment, id: newId() };
    const money = Money.of(amount, order.currency);
    this.books.post(receiptPosting(payment, money, money), this.now);
    this.surpluses.push({ order, amount: money });
  }

  private return({ which }: RandomEvent): void {
    const surplus = take(this.surpluses, which);
    if (!surplus) return;
    const { order, amount } = surplus;
    this.books.post(receiptReturnPosting(order.payment, amount, newId()), this.now);
  }

  /** Hours to weeks pass; the months that end have their statements. */
  private time({ amount }: RandomEvent): void {
    const before = monthOf(this.now);
    this.now = new Date(this.now.getTime() + amount * 1000);
    if (this.now < before.endsAt) return;
    for (const instructorId of INSTRUCTORS) {
      for (const currency of CURRENCIES) {
        const key = `${instructorId} ${currency} ${before.month}`;
        this.statements.set(key, this.books.statement(instructorId, currency, before));
      }
    }
  }

  private anOrder(which: number): SoldOrder | undefined {
    return this.orders.length === 0 ? undefined : choose(this.orders, which);
  }

  private giveBack(lineId: string, amountMinor: number): void {
    this.returned.set(lineId, (this.returned.get(lineId) ?? 0) + amountMinor);
  }
}

/** Who teaches a course: its owner alone, or up to all of them, with shares that are 10,000 together. */
function aTeam(which: number, amount: number): { instructorId: string; basisPoints: number }[] {
  const others = Array.from({ length: amount % 3 }, (_, index) => ({
    instructorId: choose(INSTRUCTORS, which + index + 1),
    basisPoints: (amount * (index + 7)) % 5001,
  }));
  const left = others.reduce((rest, { basisPoints }) => rest - basisPoints, 10_000);
  return [{ instructorId: choose(INSTRUCTORS, which), basisPoints: left }, ...others];
}

function choose<T>(from: readonly T[], which: number): T {
  const chosen = from[which % from.length];
  if (chosen === undefined) throw new Error('There is nothing to choose from');
  return chosen;
}

function take<T>(from: T[], which: number): T | undefined {
  return from.length === 0 ? undefined : from.splice(which % from.length, 1)[0];
}
