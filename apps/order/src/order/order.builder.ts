import { Money, type MoneyValue } from '@course-plateform/common/kernel';

/** A course as it is about to be sold. */
export interface OrderDraftLine {
  readonly courseId: string;
  readonly publication: number;
  readonly instructorId: string;
  readonly title: string;
  readonly slug: string;
  readonly listPrice: MoneyValue;
  readonly price: MoneyValue;
}

/** Everything of an order before it has a state. */
export interface OrderDraft {
  readonly buyerId: string;
  readonly quoteId: string;
  readonly lines: readonly OrderDraftLine[];
  readonly total: Money;
  readonly dueAt: Date;
}

/** Puts an order together step by step; what comes out is complete and never changes. */
export class OrderBuilder {
  private readonly lines: OrderDraftLine[] = [];
  private due: Date | undefined;

  constructor(
    private readonly buyerId: string,
    private readonly quoteId: string,
  ) {}

  /** @throws Error when the course is in the order already, or priced in another currency */
  addLine(line: OrderDraftLine): this {
    if (this.lines.some(({ courseId }) => courseId === line.courseId)) {
      throw new Error(`The course ${line.courseId} is in the order twice`);
    }
    const { courseId, publication, instructorId, title, slug } = line;
    const listPrice = Money.from(line.listPrice);
    const price = Money.from(line.price);
    this.lines.push(
      Object.freeze({ courseId, publication, instructorId, title, slug, listPrice, price }),
    );
    return this;
  }

  /** Until when it waits for its payment. */
  dueAt(moment: Date): this {
    this.due = moment;
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
      lines: Object.freeze([...this.lines]),
      total: prices.reduce((total, price) => total.plus(price)),
      dueAt: this.due,
    });
  }
}
