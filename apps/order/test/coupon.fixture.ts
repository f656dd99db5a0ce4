import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { courseOwnershipGetMany, CourseStatus } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import type { CouponResponse } from '../src/coupon/coupon.dto';
import { CouponBuyer } from '../src/coupon/coupon-buyer.entity';
import { CouponUse } from '../src/coupon/coupon-use.entity';
import { Coupon } from '../src/coupon/coupon.entity';
import type { QuoteResponse } from '../src/quote/quote.dto';
import { OrderFixture } from './order.fixture';

/** What a coupon is created with when a test does not say otherwise: half the price of every course. */
const HALF_OF_THE_SITE = { discount: { kind: 'percent', percent: 50 }, scope: { kind: 'site' } };

let codes = 0;

/** The order service with coupons, and a course service that knows whose courses are. */
export class CouponFixture {
  /** A course of the instructor at 20.00 USD, without a sale. */
  readonly courseId: string;

  private constructor(
    readonly orders: OrderFixture,
    readonly instructor: TestUser,
  ) {
    this.courseId = orders.priced(2000);
  }

  static async start(environment: Record<string, string> = {}): Promise<CouponFixture> {
    const orders = await OrderFixture.start(environment);
    const instructor = await orders.service.user(Role.instructor, orders.instructorId);
    const fixture = new CouponFixture(orders, instructor);
    await orders.service.upstreams.fake(courseOwnershipGetMany, ({ courseIds }) => ({
      courses: courseIds
        .filter((courseId) => courseId === fixture.courseId)
        .map((courseId) => ({
          courseId,
          instructorId: orders.instructorId,
          status: CourseStatus.published,
        })),
    }));
    return fixture;
  }

  code(): string {
    codes += 1;
    return `CODE-${String(codes)}`;
  }

  create(by: TestUser, coupon: object = {}) {
    return this.orders.post(by, 'coupons', { code: this.code(), ...HALF_OF_THE_SITE, ...coupon });
  }

  async coupon(coupon: object = {}): Promise<CouponResponse> {
    return (await this.create(this.orders.admin, coupon).expect(201)).body as CouponResponse;
  }

  quote(buyer: TestUser, couponCode: string, courseIds = [this.courseId]) {
    return this.orders.post(buyer, 'quotes', { courseIds, couponCode });
  }

  async quoted(buyer: TestUser, code: string, courseIds?: string[]): Promise<QuoteResponse> {
    return (await this.quote(buyer, code, courseIds).expect(201)).body as QuoteResponse;
  }

  /** Why a quote with the coupon is refused. */
  async refusal(buyer: TestUser, code: string, courseIds?: string[]): Promise<unknown> {
    const { status, body } = await this.quote(buyer, code, courseIds);
    if (status === 201) return undefined;
    return { status, code: body.code as unknown, reason: body.reason as unknown };
  }

  /** What is stored about the uses of a coupon; the counters must say the same as the rows. */
  async uses(id: string): Promise<{ held: number; committed: number; released: number }> {
    const { service } = this.orders;
    const [[coupon], uses, buyers] = await Promise.all([
      service.stored(Coupon, { id }),
      service.stored(CouponUse, { couponId: id }),
      service.stored(CouponBuyer, { couponId: id }),
    ]);
    const of = (status: string) => uses.filter((use) => `${use.status}` === status).length;
    const counts = { held: of('held'), committed: of('committed'), released: of('released') };
    expect({ held: coupon?.held, committed: coupon?.committed }).toEqual({
      held: counts.held,
      committed: counts.committed,
    });
    expect(buyers.reduce((sum, buyer) => sum + buyer.uses, 0)).toBe(counts.held + counts.committed);
    return counts;
  }

  /** A user who has no order yet. */
  buyer(): Promise<TestUser> {
    return this.orders.service.user(Role.user, newId());
  }
}
