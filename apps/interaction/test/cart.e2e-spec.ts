import { newId } from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import { type TestUser } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { cartGet } from '@course-plateform/types/interaction';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { CartItem } from '../src/cart/cart-item.entity';
import { InteractionFixture, usd } from './interaction.fixture';

describe('cart', () => {
  let fixture: InteractionFixture;
  let user: TestUser;

  beforeAll(async () => {
    fixture = await InteractionFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    user = await fixture.service.user();
  });

  const cart = async () => (await fixture.send(user, 'get', 'cart').expect(200)).body;

  it('is empty at first', async () => {
    expect(await cart()).toEqual({ items: [], buyable: 0, total: null });
  });

  it('keeps courses in the order they were added, with current prices', async () => {
    const [first, second] = [fixture.course(), fixture.course({ price: usd(500) })];
    const response = await fixture.putInCart(user, first);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      courseId: first,
      title: 'Complete Web Development',
      slug: 'complete-web-development',
      listPrice: usd(2499),
      price: usd(1999),
      saleEndsAt: null,
      changes: [],
      addedAt: expect.any(String),
    });
    await fixture.putInCart(user, second).expect(200);
    expect(await cart()).toEqual({
      items: [response.body, expect.objectContaining({ courseId: second })],
      buyable: 2,
      total: usd(2499),
    });
  });

  it('shows until when a sale price holds, and that it moved the price', async () => {
    const courseId = fixture.course();
    await fixture.putInCart(user, courseId).expect(200);
    const saleEndsAt = '2026-03-29T22:00:00.000Z';
    fixture.course({ price: usd(999), saleEndsAt }, courseId);
    const onSale = { courseId, listPrice: usd(2499), price: usd(999), saleEndsAt };
    const changes = [{ kind: 'price_moved', previousPrice: usd(1999) }];
    expect((await cart()).items).toMatchObject([{ ...onSale, changes }]);
    const { body } = await fixture.wish(user, courseId).expect(200);
    expect(body).toMatchObject({ ...onSale, changes: [] });
    fixture.course({ forSale: false, price: usd(999), saleEndsAt }, courseId);
    expect((await cart()).items).toMatchObject([{ price: null, saleEndsAt: null }]);
  });

  it('holds a course once, however often it is added', async () => {
    const courseId = fixture.course();
    const responses = await Promise.all([1, 2, 3].map(() => fixture.putInCart(user, courseId)));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await fixture.courseIds(user, 'cart')).toEqual([courseId]);
  });

  it.each([
    ['an unknown course', () => newId(), 422, 'cart.not_for_sale'],
    ['what is no id', () => 'no-id', 422, 'cart.not_for_sale'],
    ['a withdrawn course', () => fixture.course({ forSale: false }), 422, 'cart.not_for_sale'],
    ['an own course', () => fixture.course({ instructorId: user.id }), 409, 'cart.own_course'],
    [
      'a course taught with others',
      () => fixture.course({ instructors: [{ instructorId: user.id, basisPoints: 0 }] }),
      409,
      'cart.own_course',
    ],
  ])('rejects %s', async (_what, course, status, code) => {
    const response = await fixture.putInCart(user, course());
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ code });
    expect(await fixture.service.stored(CartItem, { cart: user.id })).toEqual([]);
  });

  it('rejects a course that the user owns', async () => {
    const courseId = fixture.course();
    fixture.owns(user, courseId);
    const response = await fixture.putInCart(user, courseId);
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'cart.already_owned' });
  });

  it('reports changes and sums only what can be bought', async () => {
    const [moved, gone, withdrawn, owned, same] = [1, 2, 3, 4, 5].map(() => fixture.course());
    const all = [moved, gone, withdrawn, owned, same].map(String);
    for (const courseId of all) await fixture.putInCart(user, courseId).expect(200);
    fixture.course({ price: usd(999) }, moved);
    fixture.forget(String(gone));
    fixture.course({ forSale: false }, withdrawn);
    fixture.owns(user, String(owned));
    const body = await cart();
    const notForSale = {
      listPrice: null,
      price: null,
      saleEndsAt: null,
      changes: [{ kind: 'not_for_sale' }],
    };
    expect(body.items).toMatchObject([
      { price: usd(999), changes: [{ kind: 'price_moved', previousPrice: usd(1999) }] },
      { title: 'Complete Web Development', ...notForSale },
      notForSale,
      { changes: [{ kind: 'owned' }] },
      { price: usd(1999), changes: [] },
    ]);
    expect(body).toMatchObject({ buyable: 2, total: usd(2998) });
    // Putting it in again says that the new price was seen.
    const again = await fixture.putInCart(user, String(moved));
    expect(again.body.changes).toEqual([]);
    expect(await fixture.courseIds(user, 'cart')).toEqual(all);
  });

  it('has no total for several currencies', async () => {
    await fixture.putInCart(user, fixture.course()).expect(200);
    const price = { amountMinor: 900, currency: 'EUR' };
    await fixture.putInCart(user, fixture.course({ price, listPrice: price })).expect(200);
    expect(await cart()).toMatchObject({ buyable: 2, total: null });
  });

  it('holds 50 courses at most, also for concurrent requests', async () => {
    const courses = Array.from({ length: 53 }, () => fixture.course());
    const responses = await Promise.all(courses.map((id) => fixture.putInCart(user, id)));
    const refused = responses.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.body).toMatchObject({ code: 'cart.full' });
    expect(refused[0]?.body.detail).toContain('50');
    expect(await fixture.courseIds(user, 'cart')).toHaveLength(50);
    const kept = responses.findIndex(({ status }) => status === 200);
    await fixture.putInCart(user, String(courses[kept])).expect(200);
  });

  it('removes one or all courses, also missing ones', async () => {
    const [first, second, third] = [fixture.course(), fixture.course(), fixture.course()];
    for (const id of [first, second, third]) await fixture.putInCart(user, id).expect(200);
    for (const id of [first, first, newId(), 'no-id']) {
      await fixture.send(user, 'delete', `cart/items/${id}`).expect(204);
    }
    expect(await fixture.courseIds(user, 'cart')).toEqual([second, third]);
    await fixture.send(user, 'delete', 'cart').expect(204);
    await fixture.send(user, 'delete', 'cart').expect(204);
    expect(await fixture.courseIds(user, 'cart')).toEqual([]);
  });

  it('is visible to its owner only', async () => {
    const courseId = fixture.course();
    await fixture.putInCart(user, courseId).expect(200);
    const other = await fixture.service.user();
    await fixture.send(other, 'delete', `cart/items/${courseId}`).expect(204);
    await fixture.send(other, 'delete', 'cart').expect(204);
    expect(await fixture.courseIds(other, 'cart')).toEqual([]);
    expect(await fixture.courseIds(user, 'cart')).toEqual([courseId]);
    await fixture.service.http.get('/api/v1/cart').expect(401);
  });

  it('is returned to other services', async () => {
    const rpc = fixture.service.rpc;
    expect(await rpc.request(cartGet, { userId: user.id })).toEqual({ courseIds: [] });
    const courses = [fixture.course(), fixture.course()];
    for (const id of courses) await fixture.putInCart(user, id).expect(200);
    expect(await rpc.request(cartGet, { userId: user.id })).toEqual({ courseIds: courses });
    await expect(rpc.request(cartGet, { userId: 'x' })).rejects.toThrow(RequestInvalid);
  });

  it('removes the courses that the user is enrolled in, and only those', async () => {
    const [bought, kept] = [fixture.course(), fixture.course()];
    const other = await fixture.service.user();
    for (const id of [bought, kept]) await fixture.putInCart(user, id).expect(200);
    await fixture.putInCart(other, bought).expect(200);
    await fixture.wish(user, bought).expect(200);
    const grant = (id?: string) =>
      fixture.service.events.publish(
        enrollmentGranted,
        {
          enrollmentId: newId(),
          courseId: bought,
          userId: user.id,
          orderId: newId(),
          orderLineId: newId(),
          publication: 1,
        },
        { aggregateId: newId(), ...(id ? { id } : {}) },
      );
    const eventId = await grant();
    await eventually('the lines are gone', async () => {
      const left = await fixture.courseIds(user, 'cart');
      return left.length === 1 && (await fixture.courseIds(user, 'wishlist')).length === 0;
    });
    expect(await fixture.courseIds(user, 'cart')).toEqual([kept]);
    expect(await fixture.courseIds(other, 'cart')).toEqual([bought]);
    // A redelivery does not take away what was put in again since, after a refund for example.
    await fixture.putInCart(user, bought).expect(200);
    await grant(eventId);
    const marker = await fixture.service.user();
    await fixture.putInCart(marker, kept).expect(200);
    await fixture.service.events.publish(
      enrollmentGranted,
      {
        enrollmentId: newId(),
        courseId: kept,
        userId: marker.id,
        orderId: null,
        orderLineId: null,
        publication: 1,
      },
      { aggregateId: newId() },
    );
    await eventually(
      'the later event',
      async () => !(await fixture.courseIds(marker, 'cart')).length,
    );
    expect(await fixture.courseIds(user, 'cart')).toEqual([kept, bought]);
  });

  it('reports an unavailable upstream service, and works when it is back', async () => {
    const courseId = fixture.course();
    await fixture.putInCart(user, courseId).expect(200);
    fixture.courses.disconnect();
    for (const response of [
      await fixture.send(user, 'get', 'cart'),
      await fixture.putInCart(user, fixture.course()),
    ]) {
      expect(response.status).toBe(503);
      expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
    }
    await fixture.send(user, 'delete', `cart/items/${courseId}`).expect(204);
    fixture.ownership.disconnect();
    await fixture.fakeUpstreams();
    expect(await fixture.courseIds(user, 'cart')).toEqual([]);
  });
});
