import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import type { LineShare } from './order-share';
import type { TaxRate } from '../tax/tax-rate';

/** A course as it is about to be sold. */
export interface OrderDraftLine {
  readonly courseId: string;
  readonly publication: number;
  readonly instructorId: string;
  readonly title: string;
  readonly slug: string;
  readonly listPrice: MoneyValue;
  readonly price: MoneyValue;
  /** What the coupon takes off. */
  readonly couponDiscount: MoneyValue;
  /** What the instructor gets of it. */
  readonly share: LineShare | undefined;
  /** The tax in the price. */
  readonly tax: MoneyValue;
}

/** The taxes of an order. */
export interface OrderDraftTaxes {
  readonly country: string | null;
  readonly taxRate: TaxRate | null;
}

/** The coupon of an order. */
export interface OrderDraftCoupon {
  readonly id: string;
  readonly code: string;
}

/** Everything of an order before it has a state. */
export interface OrderDraft extends OrderDraftTaxes {
  readonly buyerId: string;
  readonly quoteId: string;
  readonly coupon: OrderDraftCoupon | undefined;
  readonly lines: readonly OrderDraftLine[];
  readonly total: Money;
  readonly dueAt: Date;
}

/** Puts an order together step by step; what comes out is complete and never changes. */
export class OrderBuilder {
  private readonly lines: OrderDraftLine[] = [];
  private due: Date | undefined;
  private coupon: OrderDraftCoupon | undefined;
  private taxes: OrderDraftTaxes = { country: null, taxRate: null };

  constructor(
    private readonly buyerId: string,
    private readonly quoteId: string,
  ) {}

  /** @throws Error when the course is in the order already, or priced in another currency */
  addLine(
    line: Omit<OrderDraftLine, 'couponDiscount' | 'share' | 'tax'> & Partial<OrderDraftLine>,
  ): this {
    if (this.lines.some(({ courseId }) => courseId === line.courseId)) {
      throw new Error(`The course ${line.courseId} is in the order twice`);
    }
    const { courseId, publication, instructorId, title, slug, share } = line;
    const listPrice = Money.from(line.listPrice);
    const price = Money.from(line.price);
    const couponDiscount = Money.from(line.couponDiscount ?? Money.zero(price.currency));
    const tax = Money.from(line.tax ?? Money.zero(price.currency));
    const sold = { courseId, publication, instructorId, title, slug, share };
    this.lines.push(Object.freeze({ ...sold, listPrice, price, couponDiscount, tax }));
    return this;
  }

  /** The coupon that lowered the prices of its lines. */
  useCoupon(coupon: OrderDraftCoupon): this {
    this.coupon = coupon;
    return this;
  }

  /** The taxes in its prices. */
  withTaxes({ country, taxRate }: OrderDraftTaxes): this {
    this.taxes = { country, taxRate };
    return this;
  }

  /** Until when it waits for its payment. */
  dueAt(timestamp: Date): this {
    this.due = timestamp;
    return this;
  }

  /** @throws Error without lines or due date; MoneyInvalid when the lines are in several currencies */
  build(): OrderDraft {
    if (this.lines.length === 0) throw new Error('An order has at least one line');
    if (!this.due) throw new Error('An order says until when it is to be paid');
    const prices = this.lines.map(({ price }) => Money.from(price));
    return Object.freeze({
      buyerId: this.buyerId,
      quoteId: this.quoteId,
      coupon: this.coupon,
      ...this.taxes,
      lines: Object.freeze([...this.lines]),
      total: prices.reduce((total, price) => total.plus(price)),
      dueAt: this.due,
    });
  }
}
