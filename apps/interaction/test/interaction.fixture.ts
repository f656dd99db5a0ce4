import { newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
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
import {
  type EnrollmentGetOwned,
  type OwnedCourses,
  enrollmentGetOwned,
} from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import type { OfferItemResponse } from '../src/offer/offer.dto';

/** The interaction service among upstream services that know the courses and owners that a test declares. */
export class InteractionFixture {
  courses!: FakeUpstream<CourseIds, CourseOffers>;
  ownership!: FakeUpstream<EnrollmentGetOwned, OwnedCourses>;
  private readonly offers = new Map<string, Partial<CourseOffer>>();
  private readonly owned = new Set<string>();

  private constructor(readonly service: TestService) {}

  static async start(environment: Record<string, string> = {}): Promise<InteractionFixture> {
    const fixture = new InteractionFixture(await startTestService(service, { environment }));
    await fixture.fakeUpstreams();
    return fixture;
  }

  /** Every upstream service is there and responds from what the fixture knows. */
  async fakeUpstreams(): Promise<void> {
    const { upstreams } = this.service;
    this.courses = await upstreams.fake(courseOfferGetMany, ({ courseIds }) => ({
      courses: courseIds.flatMap((courseId) => {
        const offer = this.offers.get(courseId);
        return offer ? [{ ...anOffer(courseId), ...offer }] : [];
      }),
    }));
    this.ownership = await upstreams.fake(enrollmentGetOwned, ({ userId, courseIds }) => ({
      courseIds: courseIds.filter((courseId) => this.owned.has(`${userId} ${courseId}`)),
    }));
  }

  /** A course the course service knows; giving its id again changes it. */
  course(offer: Partial<CourseOffer> = {}, courseId: string = newId()): string {
    this.offers.set(courseId, offer);
    return courseId;
  }

  /** A user has a course from now on. */
  owns(user: TestUser, courseId: string): void {
    this.owned.add(`${user.id} ${courseId}`);
  }

  /** The course service does not know a course any more. */
  forget(courseId: string): void {
    this.offers.delete(courseId);
  }

  send(user: TestUser, method: 'get' | 'put' | 'post' | 'delete', path: string) {
    return this.service.http[method](`/api/v1/${path}`).set(bearer(user));
  }

  putInCart(user: TestUser, courseId: string) {
    return this.send(user, 'put', `cart/items/${courseId}`);
  }

  wish(user: TestUser, courseId: string) {
    return this.send(user, 'put', `wishlist/${courseId}`);
  }

  /** The courses on a list of a user. */
  async courseIds(user: TestUser, list: 'cart' | 'wishlist'): Promise<string[]> {
    const { body } = await this.send(user, 'get', list).expect(200);
    return (body as { items: OfferItemResponse[] }).items.map(({ courseId }) => courseId);
  }
}

export function usd(amountMinor: number) {
  return { amountMinor, currency: 'USD' };
}

function anOffer(courseId: string): CourseOffer {
  return {
    courseId,
    title: 'Complete Web Development',
    slug: 'complete-web-development',
    instructorId: newId(),
    forSale: true,
    publication: 1,
    listPrice: usd(2499),
    price: usd(1999),
  };
}
