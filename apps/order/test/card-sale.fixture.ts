import type { OrderResponse } from '../src/order/order.dto';
import { CardFixture, shows } from './card.fixture';
import { ReconciliationSteps } from './reconciliation.fixture';
import { RefundSteps } from './refund.fixture';

/** An order that is fulfilled, with the reference of its payment. */
export type CardSale = OrderResponse & { readonly reference: string };

/** Orders that are paid by card and fulfilled, and what may become of them afterwards. */
export class CardSales {
  readonly steps: ReconciliationSteps;
  readonly refunds: RefundSteps;

  private constructor(readonly cards: CardFixture) {
    this.steps = new ReconciliationSteps(cards.orders);
    this.refunds = new RefundSteps(cards.orders);
  }

  static async start(): Promise<CardSales> {
    return new CardSales(await CardFixture.start({ REFUND_JOB_SECONDS: '1' }));
  }

  /** The buyer pays for courses by card, and has access to them. */
  async sold(courseIds: string[]): Promise<CardSale> {
    const { cards } = this;
    const { id } = await cards.orders.ordered(cards.buyer, courseIds);
    const { reference } = await cards.started(id);
    await cards.stripe.pay(reference);
    await cards.isPaid(id);
    await this.steps.grant({ ...(await cards.order(id)), buyerId: cards.buyer.id });
    await shows(async () => expect(await cards.order(id)).toMatchObject({ status: 'fulfilled' }));
    return { ...(await cards.order(id)), reference };
  }
}
