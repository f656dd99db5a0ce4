import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import type { EarningBalanceResponse, EarningsResponse } from '../src/earning/earning.dto';
import { EarningStatements } from '../src/earning/earning-statements.service';
import { LedgerEntry } from '../src/ledger/ledger-entry.entity';
import type { OrderResponse } from '../src/order/order.dto';
import type { PayoutResponse, PayoutRunResponse } from '../src/payout/payout.dto';
import { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

/** The amounts of a balance, by name. */
export type Amounts = Record<'held' | 'available' | 'disputed' | 'inTransit' | 'paidOut', number>;

let references = 0;

/** The order service with instructors who earn, and admins who pay them. */
export class EarningFixture {
  readonly steps: RefundSteps;

  private constructor(
    readonly orders: OrderFixture,
    readonly buyer: TestUser,
  ) {
    this.steps = new RefundSteps(orders);
  }

  static async start(environment: Record<string, string> = {}): Promise<EarningFixture> {
    const orders = await OrderFixture.start(environment);
    return new EarningFixture(orders, await orders.service.user());
  }

  instructor(): Promise<TestUser> {
    return this.orders.service.user(Role.instructor);
  }

  /** A course of an instructor that costs so much. */
  course({ id: instructorId }: TestUser, amountMinor: number, currency = 'USD'): string {
    const price = { amountMinor, currency };
    return this.orders.course({ price, listPrice: price, instructorId });
  }

  /** A paid order of a course of an instructor. */
  sale(by: TestUser, amountMinor: number, currency = 'USD'): Promise<OrderResponse> {
    return this.orders.paid(this.buyer, [this.course(by, amountMinor, currency)]);
  }

  /** Money of the first line goes back. */
  async refund(order: OrderResponse, amountMinor?: number): Promise<string> {
    const { id } = await this.steps.refunded(order, amountMinor);
    await this.steps.complete(id, this.reference()).expect(201);
    return id;
  }

  reference(): string {
    references += 1;
    return `REF ${String(references)}`;
  }

  async balances(of: TestUser): Promise<EarningBalanceResponse[]> {
    const { body } = await this.orders.get(of, 'earnings').expect(200);
    return (body as EarningsResponse).balances;
  }

  async amounts(of: TestUser, currency = 'USD'): Promise<Amounts | undefined> {
    const balance = (await this.balances(of)).find((one) => one.currency === currency);
    if (!balance) return undefined;
    const { held, available, disputed, inTransit, paidOut } = balance;
    return {
      held: held.amountMinor,
      available: available.amountMinor,
      disputed: disputed.amountMinor,
      inTransit: inTransit.amountMinor,
      paidOut: paidOut.amountMinor,
    };
  }

  /** A payout run that has completed. */
  async run(): Promise<PayoutRunResponse> {
    const { admin } = this.orders;
    const { body } = await this.orders.post(admin, 'payout-runs').expect(201);
    const { id } = body as PayoutRunResponse;
    let run = body as PayoutRunResponse;
    await eventually('the payout run is completed', async () => {
      run = (await this.orders.get(admin, `payout-runs/${id}`).expect(200)).body;
      return `${run.status}` === 'completed';
    });
    return run;
  }

  /** The payouts of an instructor, newest first. */
  async payouts(of: TestUser): Promise<PayoutResponse[]> {
    const { body } = await this.orders.get(of, 'payouts').expect(200);
    return (body as { items: PayoutResponse[] }).items;
  }

  confirm(payoutId: string, bankReference = this.reference()) {
    return this.orders.post(this.orders.admin, `payouts/${payoutId}/confirmations`, {
      bankReference,
    });
  }

  fail(payoutId: string, reason = 'The account is closed.') {
    return this.orders.post(this.orders.admin, `payouts/${payoutId}/failures`, { reason });
  }

  makeStatements(): Promise<void> {
    return this.orders.service.get(EarningStatements).makeDue();
  }

  /** What is posted about the first line of an order, or about all of it. */
  async posted({ lines }: OrderResponse): Promise<[string, string, number][]> {
    const lineId = { $in: lines.map(({ id }) => id) };
    const entries = await this.orders.service.stored(LedgerEntry, { lineId });
    return entries.map(({ kind, account, amountMinor }) => [kind, account, amountMinor]);
  }
}
