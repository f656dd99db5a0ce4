import { type Schemas, idempotencyKey, unwrap } from '@course-plateform/client';
import { decided, inLanes } from './patience';
import type { Platform } from './platform';
import {
  type WrittenCourse,
  createCategory,
  payOnPage,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from './steps';
import { StripeAccount } from './stripe-account';
import { type User, register } from './users';

export const PRICE = { amountMinor: 2500, currency: 'USD' };
const AT_ONCE = 4;

/** A course that a buyer wants, or has paid. */
export interface Wish {
  readonly buyer: User;
  readonly courseId: string;
}

export interface CardOrder extends Wish {
  readonly orderId: string;
  /** Of its only line. */
  readonly lineId: string;
  /** The hosted page that takes the card. */
  readonly page: string;
}

/** Courses that are for sale by card, and buyers who do not give up. */
export class CardShop {
  readonly stripe: StripeAccount;
  private readonly courses: WrittenCourse[] = [];

  private constructor(
    readonly platform: Platform,
    private readonly subject: string,
    private readonly instructor: User,
    private readonly categoryId: string,
  ) {
    this.stripe = new StripeAccount(platform.stripe);
  }

  /** @param subject of its courses, and the name of a category of their own */
  static async open(platform: Platform, subject: string): Promise<CardShop> {
    const admin = await signInAdmin(platform.gatewayUrl);
    const instructor = await registerInstructor(platform, admin, 'Hedy');
    const { id } = await createCategory(admin, subject);
    return new CardShop(platform, subject, instructor, id);
  }

  /** Tokens last for minutes only, so a new one each time. */
  admin(): Promise<User> {
    return signInAdmin(this.platform.gatewayUrl);
  }

  /** @returns the first courses, written where there are too few */
  async coursesOf(count: number): Promise<WrittenCourse[]> {
    const admin = await this.admin();
    while (this.courses.length < count) {
      const course = await writeCourse(this.instructor, {
        title: `${this.subject}, part ${this.courses.length + 1}`,
        description: '<p>Everything you need to know about this subject.</p>',
        price: PRICE,
        categoryId: this.categoryId,
      });
      await publishCourse(this.instructor, admin, course.id);
      this.courses.push(course);
    }
    return this.courses.slice(0, count);
  }

  buyers(count: number): Promise<User[]> {
    const places = Array.from({ length: count }, () => this.platform);
    return inLanes(places, AT_ONCE, (place) => register(place, 'Buyer'));
  }

  /** So many courses for each of new buyers; wishes of one buyer are far apart. */
  async wishes(buyers: number, courses: number): Promise<Wish[]> {
    const offered = await this.coursesOf(courses);
    const users = await this.buyers(buyers);
    return offered.flatMap(({ id: courseId }) => users.map((buyer) => ({ buyer, courseId })));
  }

  /** From the course to a page that takes the card. Every call is repeated until it is decided. */
  async order(wish: Wish): Promise<CardOrder> {
    const { client } = wish.buyer;
    const body = { courseIds: [wish.courseId] };
    const quote = await unwrap(decided(() => client.POST('/api/v1/quotes', { body })));
    const header = idempotencyKey();
    const { id: orderId, lines } = await unwrap(
      decided(() =>
        client.POST('/api/v1/orders', { params: { header }, body: { quoteId: quote.id } }),
      ),
    );
    const page = pageOf(await this.startPayment({ ...wish, orderId }));
    return { ...wish, orderId, lineId: lines[0]?.id ?? '', page };
  }

  /** @param header one key for all tries */
  startPayment(
    { buyer, orderId }: Pick<CardOrder, 'buyer' | 'orderId'>,
    header = idempotencyKey(),
  ): Promise<Schemas['StartedPaymentResponse']> {
    const successUrl = new URL('/thanks', this.platform.gatewayUrl).href;
    return unwrap(
      decided(() =>
        buyer.client.POST('/api/v1/orders/{id}/payments', {
          params: { path: { id: orderId }, header },
          body: { method: 'stripe', flow: 'hosted', successUrl },
        }),
      ),
    );
  }

  /** The same by a double click: each request is sent twice at once, the last one also under another key. */
  async orderTwice(wish: Wish): Promise<CardOrder> {
    const { client } = wish.buyer;
    const body = { courseIds: [wish.courseId] };
    const quote = await unwrap(decided(() => client.POST('/api/v1/quotes', { body })));
    const header = idempotencyKey();
    const place = () =>
      decided(() =>
        client.POST('/api/v1/orders', { params: { header }, body: { quoteId: quote.id } }),
      );
    const [order, same] = await Promise.all([unwrap(place()), unwrap(place())]);
    expect(same.id).toBe(order.id);
    const started = { ...wish, orderId: order.id };
    const key = idempotencyKey();
    const payments = await Promise.all([
      this.startPayment(started, key),
      this.startPayment(started, key),
      this.startPayment(started),
    ]);
    const [page = '', ...others] = new Set(payments.map(pageOf));
    expect(others).toEqual([]);
    return { ...started, lineId: order.lines[0]?.id ?? '', page };
  }

  /** Pays on the hosted page; if there was no response, the page says whether the card was charged. */
  async pay({ page }: CardOrder): Promise<void> {
    await decided(async () => {
      const location = await payOnPage(page);
      const response = location === '' ? await fetch(page) : Response.json({});
      const isOpen = response.ok && (await response.text()).includes('name="card"');
      return { response: new Response(null, { status: isOpen ? 503 : 200 }) };
    });
  }

  async buy(wish: Wish): Promise<CardOrder> {
    const order = await this.order(wish);
    await this.pay(order);
    return order;
  }

  /** An admin sends the whole price back. @param header one key for all tries */
  async refund({ orderId, lineId }: CardOrder, header = idempotencyKey()): Promise<void> {
    const { client } = await this.admin();
    const params = { path: { id: orderId }, header };
    const body = { lineId, reason: 'The course was withdrawn.' };
    await unwrap(decided(() => client.POST('/api/v1/orders/{id}/refunds', { params, body })));
  }
}

/** The address of the hosted page of a payment. */
export function pageOf({ details }: Schemas['StartedPaymentResponse']): string {
  return (details.method === 'stripe' && details.url) || '';
}
