import { IsolationLevel } from '@mikro-orm/core';
import { FixedClock, type MoneyValue, newId } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import {
  type FakeUpstream,
  Mailbox,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  type AccountContactReply,
  type AccountGetContact,
  accountGetContact,
} from '@course-plateform/types/auth';
import {
  type CourseIds,
  type CourseOffer,
  type CourseOffers,
  courseOfferGetMany,
} from '@course-plateform/types/course';
import { type CartContents, type CartGet, cartGet } from '@course-plateform/types/interaction';
import { Role } from '@course-plateform/types/platform';
import {
  type EnrollmentGetOwned,
  type GrantedOrderLines,
  type LearnedShares,
  type OrderLineIds,
  type OwnedCourses,
  enrollmentGetGrants,
  enrollmentGetOwned,
  enrollmentGetShares,
} from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import { Invoice } from '../src/invoice/invoice.entity';
import { LedgerKind } from '../src/ledger/ledger-account';
import type { TrialBalanceResponse } from '../src/ledger/ledger.dto';
import { LedgerTransaction } from '../src/ledger/ledger-transaction.entity';
import type { OrderResponse } from '../src/order/order.dto';
import type { BankTransferResponse } from '../src/bank-receipt/bank-receipt.dto';
import type { StartedPaymentResponse } from '../src/payment/payment.dto';
import type { QuoteResponse } from '../src/quote/quote.dto';
import { Transaction, TransactionKind } from '../src/transaction/transaction.entity';

/** The tests move the clock by weeks and months, in seconds. */
const YEARS = 5 * 365 * 86_400;

export const USD_1999: MoneyValue = { amountMinor: 1999, currency: 'USD' };

/** What the ledger calls the kinds of transactions. */
const LEDGER_KINDS = {
  [TransactionKind.charge]: [LedgerKind.charge],
  [TransactionKind.refund]: [LedgerKind.refund, LedgerKind.receiptReturn],
  [TransactionKind.refundReversal]: [LedgerKind.refundReversal],
} as const;

/** Orders with an invoice whose notes do not say what went back. */
const MISCREDITED = `select o.id, o.refunded_minor, n.credited from "order" o join (
  select order_id, sum(case kind when 'credit_note' then total_minor when 'debit_note' then -total_minor else 0 end) as credited
  from invoice group by order_id having bool_or(kind = 'invoice')
) n on n.order_id = o.id where n.credited <> o.refunded_minor`;

const running = new Set<OrderFixture>();

// Whatever a test does: the books balance after it, every transaction is in them, and no number of an invoice is missing.
afterEach(async () => {
  for (const fixture of running) await fixture.assertSoundBooks();
});

/** The order service among upstream services that sell every course and know of no owner. */
export class OrderFixture {
  readonly instructorId = newId();
  courses!: FakeUpstream<CourseIds, CourseOffers>;
  owned!: FakeUpstream<EnrollmentGetOwned, OwnedCourses>;
  carts!: FakeUpstream<CartGet, CartContents>;
  shares!: FakeUpstream<EnrollmentGetOwned, LearnedShares>;
  contacts!: FakeUpstream<AccountGetContact, AccountContactReply>;
  grants!: FakeUpstream<OrderLineIds, GrantedOrderLines>;
  /** The lines for which the user-progress service gives access. */
  readonly granted = new Set<string>();
  /** How much buyers have learned, by course; nothing when left out. */
  readonly learned = new Map<string, number>();
  private readonly offers = new Map<string, Partial<CourseOffer>>();
  /** After which transactions are in the ledger. */
  private booksFrom = new Date(0);

  private constructor(
    readonly service: TestService,
    readonly clock: FixedClock,
    readonly admin: TestUser,
    readonly mailbox: Mailbox,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<OrderFixture> {
    const clock = new FixedClock(new Date());
    const mailbox = await Mailbox.open();
    const started = await startTestService(service, {
      clock,
      tokenLifetime: YEARS,
      environment: { ORDER_JOB_SECONDS: '86400', SMTP_URL: mailbox.url, ...environment },
    });
    const stop = async (): Promise<void> => {
      running.delete(fixture);
      await started.stop();
      await mailbox.close();
    };
    const admin = await started.user(Role.admin);
    const fixture = new OrderFixture({ ...started, stop }, clock, admin, mailbox);
    await fixture.fakeUpstreams();
    running.add(fixture);
    return fixture;
  }

  /** The ledger is empty, as after a migration from before there was one. */
  forgetBooks(): void {
    this.booksFrom = this.clock.now();
    this.clock.advance(1);
  }

  async trialBalance(): Promise<TrialBalanceResponse> {
    const response = await this.get(this.admin, 'ledger/trial-balance').expect(200);
    return response.body as TrialBalanceResponse;
  }

  async assertSoundBooks(): Promise<void> {
    const { balanced, currencies } = await this.trialBalance();
    const isZero = ({ imbalanceMinor }: { imbalanceMinor: number }) => imbalanceMinor === 0;
    expect(balanced && currencies.every(isZero)).toBe(true);
    // Both counts of one instant: what the test began may still go on.
    await this.service.em().transactional(
      async (em) => {
        for (const [name, kinds] of Object.entries(LEDGER_KINDS)) {
          const kind = name as TransactionKind;
          const posted = await em.count(LedgerTransaction, { kind: { $in: [...kinds] } });
          const booked = await em.count(Transaction, { kind, createdAt: { $gt: this.booksFrom } });
          expect({ kind, posted }).toEqual({ kind, posted: booked });
        }
      },
      { isolationLevel: IsolationLevel.REPEATABLE_READ },
    );
    await this.assertNumbered();
    expect(await sqlOf(this.service.em()).execute(MISCREDITED)).toEqual([]);
  }

  /** The numbers of each series and year are 1 to n. */
  private async assertNumbered(): Promise<void> {
    const numbers = new Map<string, (number | null)[]>();
    const orderBy = { series: 'asc', year: 'asc', sequence: 'asc' } as const;
    for (const { series, year, sequence } of await this.service
      .em()
      .find(Invoice, {}, { orderBy })) {
      const name = `${series}-${String(year)}`;
      numbers.set(name, [...(numbers.get(name) ?? []), sequence]);
    }
    for (const [name, found] of numbers) {
      expect({ name, found }).toEqual({ name, found: found.map((_, index) => index + 1) });
    }
  }

  /** Every upstream service is available again and responds as at the beginning. */
  async fakeUpstreams(): Promise<void> {
    const { upstreams } = this.service;
    const fakes = [this.courses, this.owned, this.carts, this.shares, this.contacts, this.grants];
    for (const before of fakes) before?.disconnect();
    this.courses = await upstreams.fake(courseOfferGetMany, (request) => this.offersOf(request));
    this.owned = await upstreams.fake(enrollmentGetOwned, () => ({ courseIds: [] }));
    this.carts = await upstreams.fake(cartGet, () => ({ courseIds: [] }));
    this.contacts = await upstreams.fake(accountGetContact, ({ userId }) => ({
      contact: { email: addressOf(userId), isVerified: true, locale: 'en', timezone: 'UTC' },
    }));
    this.grants = await upstreams.fake(enrollmentGetGrants, ({ orderLineIds }) => ({
      orderLineIds: orderLineIds.filter((id) => this.granted.has(id)),
    }));
    this.shares = await upstreams.fake(enrollmentGetShares, ({ courseIds }) => ({
      courses: courseIds.map((courseId) => ({
        courseId,
        percent: this.learned.get(courseId) ?? 0,
      })),
    }));
  }

  /** An upstream service stops responding, or keeps everybody waiting for ever. */
  loseUpstream(name: 'courses' | 'owned', how: 'away' | 'silent'): void {
    const silence = () => new Promise<never>(() => undefined);
    if (how === 'away') this[name].disconnect();
    else if (name === 'courses') this.courses.respondWith(silence);
    else this.owned.respondWith(silence);
  }

  /** A course the course service knows, with what differs from an ordinary one. */
  course(offer: Partial<CourseOffer> = {}): string {
    const courseId = newId();
    this.offer(courseId, offer);
    return courseId;
  }

  /** What the course service says of a course from now on. */
  offer(courseId: string, offer: Partial<CourseOffer>): void {
    this.offers.set(courseId, offer);
  }

  /** A course that costs so much. */
  priced(amountMinor: number, currency = 'USD'): string {
    const price = { amountMinor, currency };
    return this.course({ price, listPrice: price });
  }

  post(user: TestUser, path: string, body?: object, headers: Record<string, string> = {}) {
    return this.service.http
      .post(`/api/v1/${path}`)
      .set({ ...bearer(user), 'Idempotency-Key': newId(), ...headers })
      .send(body);
  }

  get(user: TestUser, path: string, query: Record<string, string | number> = {}) {
    return this.service.http.get(`/api/v1/${path}`).set(bearer(user)).query(query);
  }

  async quoted(user: TestUser, courseIds = [this.course()]): Promise<QuoteResponse> {
    return (await this.post(user, 'quotes', { courseIds }).expect(201)).body as QuoteResponse;
  }

  async ordered(user: TestUser, courseIds = [this.course()]): Promise<OrderResponse> {
    const { id: quoteId } = await this.quoted(user, courseIds);
    return (await this.post(user, 'orders', { quoteId }).expect(201)).body as OrderResponse;
  }

  async billed(user: TestUser, orderId: string): Promise<StartedPaymentResponse> {
    const body = { method: 'bank_transfer' };
    const response = await this.post(user, `orders/${orderId}/payments`, body).expect(201);
    return response.body as StartedPaymentResponse;
  }

  confirm(paymentId: string, receivedAmount: MoneyValue, bankReference: string = newId()) {
    const body = { receivedAmount, bankReference };
    return this.post(this.admin, `bank-transfers/${paymentId}/confirmations`, body);
  }

  /** An order that is paid by bank transfer. */
  async paid(user: TestUser, courseIds = [this.course()]): Promise<OrderResponse> {
    const { id } = await this.ordered(user, courseIds);
    const payment = await this.billed(user, id);
    const confirmed = await this.confirm(payment.id, payment.amount).expect(201);
    expect((confirmed.body as BankTransferResponse).status).toBe('succeeded');
    return (await this.get(user, `orders/${id}`).expect(200)).body as OrderResponse;
  }

  /** The mails to a user, once there are so many. */
  mailsTo(user: TestUser, count: number): Promise<string[]> {
    return this.mailbox.receivedBy(addressOf(user.id), count);
  }

  private offersOf({ courseIds }: CourseIds): CourseOffers {
    return {
      courses: courseIds.flatMap((courseId) => {
        const offer = this.offers.get(courseId);
        return offer ? [{ ...anOffer(courseId, this.instructorId), ...offer }] : [];
      }),
    };
  }
}

function addressOf(userId: string): string {
  return `${userId}@example.com`;
}

function anOffer(courseId: string, instructorId: string): CourseOffer {
  return {
    courseId,
    title: 'Complete Web Development',
    slug: 'complete-web-development',
    instructorId,
    forSale: true,
    publication: 3,
    listPrice: { amountMinor: 2499, currency: 'USD' },
    price: { ...USD_1999 },
  };
}
