import { FixedClock, type MoneyValue, newId } from '@course-plateform/common/kernel';
import {
  type FakeNeighbour,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
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
  type OwnedCourses,
  enrollmentGetOwned,
} from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import type { OrderResponse } from '../src/order/order.dto';
import type { BankTransferResponse } from '../src/payment/bank-transfer.dto';
import type { PaymentResponse } from '../src/payment/payment.dto';
import type { QuoteResponse } from '../src/quote/quote.dto';

/** The tests move the clock by weeks, in seconds. */
const YEAR = 365 * 86_400;

export const USD_1999: MoneyValue = { amountMinor: 1999, currency: 'USD' };

/** The order service among neighbours that sell every course and know of no owner. */
export class OrderFixture {
  readonly instructorId = newId();
  courses!: FakeNeighbour<CourseIds, CourseOffers>;
  owned!: FakeNeighbour<EnrollmentGetOwned, OwnedCourses>;
  carts!: FakeNeighbour<CartGet, CartContents>;
  private readonly offers = new Map<string, Partial<CourseOffer>>();

  private constructor(
    readonly service: TestService,
    readonly clock: FixedClock,
    readonly admin: TestUser,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<OrderFixture> {
    const clock = new FixedClock(new Date());
    const running = await startTestService(service, {
      clock,
      tokenLifetime: YEAR,
      environment: { ORDER_JOB_SECONDS: '86400', ...environment },
    });
    const fixture = new OrderFixture(running, clock, await running.user(Role.admin));
    await fixture.fakeNeighbours();
    return fixture;
  }

  /** Every neighbour is there again and answers as at the beginning. */
  async fakeNeighbours(): Promise<void> {
    const { neighbours } = this.service;
    for (const before of [this.courses, this.owned, this.carts]) before?.leave();
    this.courses = await neighbours.fake(courseOfferGetMany, (request) => this.offersOf(request));
    this.owned = await neighbours.fake(enrollmentGetOwned, () => ({ courseIds: [] }));
    this.carts = await neighbours.fake(cartGet, () => ({ courseIds: [] }));
  }

  /** A neighbour stops answering, or keeps everybody waiting for ever. */
  loseNeighbour(name: 'courses' | 'owned', how: 'away' | 'silent'): void {
    const silence = () => new Promise<never>(() => undefined);
    if (how === 'away') this[name].leave();
    else if (name === 'courses') this.courses.answer(silence);
    else this.owned.answer(silence);
  }

  /** A course the course service knows, with what differs from an ordinary one. */
  course(offer: Partial<CourseOffer> = {}): string {
    const courseId = newId();
    this.offers.set(courseId, offer);
    return courseId;
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

  async billed(user: TestUser, orderId: string): Promise<PaymentResponse> {
    const body = { method: 'bank_transfer' };
    const answer = await this.post(user, `orders/${orderId}/payments`, body).expect(201);
    return answer.body as PaymentResponse;
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

  private offersOf({ courseIds }: CourseIds): CourseOffers {
    return {
      courses: courseIds.flatMap((courseId) => {
        const offer = this.offers.get(courseId);
        return offer ? [{ ...anOffer(courseId, this.instructorId), ...offer }] : [];
      }),
    };
  }
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
