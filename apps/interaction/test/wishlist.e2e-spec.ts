import { newId } from '@course-plateform/common/kernel';
import { InboxMessage } from '@course-plateform/common/events';
import { type TestUser } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { userErased } from '@course-plateform/types/user';
import { Cart } from '../src/cart/cart.entity';
import { WishlistItem } from '../src/wishlist/wishlist-item.entity';
import type { WishlistPageResponse } from '../src/wishlist/wishlist.dto';
import { InteractionFixture, usd } from './interaction.fixture';

describe('wishlist', () => {
  let fixture: InteractionFixture;
  let user: TestUser;

  beforeAll(async () => {
    fixture = await InteractionFixture.start({ CART_MAXIMUM_ITEMS: '2' });
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    user = await fixture.service.user();
  });

  const move = (courseId: string, headers: Record<string, string> = {}) =>
    fixture.send(user, 'post', `wishlist/${courseId}/cart-moves`).set(headers);

  it('keeps a course once, with the price at the first time', async () => {
    const courseId = fixture.course();
    const responses = await Promise.all([1, 2, 3].map(() => fixture.wish(user, courseId)));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(responses[0]?.body).toMatchObject({
      courseId,
      title: 'Complete Web Development',
      price: usd(1999),
      changes: [],
    });
    fixture.course({ price: usd(999) }, courseId);
    const again = await fixture.wish(user, courseId);
    expect(again.body).toMatchObject({
      addedAt: responses[0]?.body.addedAt,
      price: usd(999),
      changes: [{ kind: 'price_moved', previousPrice: usd(1999) }],
    });
    expect(await fixture.service.stored(WishlistItem, { userId: user.id })).toHaveLength(1);
  });

  it.each([
    ['an unknown course', () => newId(), 422, 'wishlist.not_for_sale'],
    ['what is no id', () => 'no-id', 422, 'wishlist.not_for_sale'],
    ['a withdrawn course', () => fixture.course({ forSale: false }), 422, 'wishlist.not_for_sale'],
    ['an own course', () => fixture.course({ instructorId: user.id }), 409, 'wishlist.own_course'],
  ])('rejects %s', async (_what, course, status, code) => {
    const response = await fixture.wish(user, course());
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ code });
    expect(await fixture.service.stored(WishlistItem, { userId: user.id })).toEqual([]);
  });

  it('rejects a course that the user owns', async () => {
    const courseId = fixture.course();
    fixture.owns(user, courseId);
    const response = await fixture.wish(user, courseId);
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'wishlist.already_owned' });
  });

  it('is read by cursor, newest first, while courses are added', async () => {
    const ids = [1, 2, 3].map(() => fixture.course());
    for (const id of ids) await fixture.wish(user, id).expect(200);
    const first = await fixture.send(user, 'get', 'wishlist').query({ limit: 2 }).expect(200);
    const page = first.body as WishlistPageResponse;
    await fixture.wish(user, fixture.course()).expect(200);
    const cursor = page.page.next ?? '';
    const second = await fixture.send(user, 'get', 'wishlist').query({ limit: 2, cursor });
    const seen = [...page.items, ...(second.body as WishlistPageResponse).items];
    expect(seen.map(({ courseId }) => courseId)).toEqual(ids.toReversed());
    expect(second.body.page.next).toBeNull();
    const other = await fixture.service.user();
    const foreign = await fixture.send(other, 'get', 'wishlist').query({ cursor });
    expect(foreign.status).toBe(400);
    expect(foreign.body).toMatchObject({ code: 'request.cursor_invalid' });
  });

  it('removes courses, also missing ones, of its owner only', async () => {
    const courseId = fixture.course();
    await fixture.wish(user, courseId).expect(200);
    const other = await fixture.service.user();
    await fixture.send(other, 'delete', `wishlist/${courseId}`).expect(204);
    expect(await fixture.courseIds(user, 'wishlist')).toEqual([courseId]);
    for (const id of [courseId, courseId, 'no-id']) {
      await fixture.send(user, 'delete', `wishlist/${id}`).expect(204);
    }
    expect(await fixture.courseIds(user, 'wishlist')).toEqual([]);
  });

  describe('moving to the cart', () => {
    it('removes the course and adds it to the cart', async () => {
      const courseId = fixture.course();
      await fixture.wish(user, courseId).expect(200);
      const key = { 'Idempotency-Key': newId() };
      const response = await move(courseId, key);
      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({ courseId, price: usd(1999), changes: [] });
      const replay = await move(courseId, key);
      expect(replay.body).toEqual(response.body);
      expect(await fixture.courseIds(user, 'cart')).toEqual([courseId]);
      expect(await fixture.courseIds(user, 'wishlist')).toEqual([]);
    });

    it('happens once for concurrent requests, and accepts a course that is in the cart', async () => {
      const courseId = fixture.course();
      await fixture.putInCart(user, courseId).expect(200);
      await fixture.wish(user, courseId).expect(200);
      const responses = await Promise.all([1, 2, 3].map(() => move(courseId)));
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
      expect(await fixture.courseIds(user, 'cart')).toEqual([courseId]);
    });

    it('keeps the course when the cart rejects it', async () => {
      const [full, owned, withdrawn, taught] = [1, 2, 3, 4].map(() => fixture.course());
      for (const id of [full, owned, withdrawn, taught]) {
        await fixture.wish(user, String(id)).expect(200);
      }
      fixture.owns(user, String(owned));
      fixture.course({ forSale: false }, withdrawn);
      fixture.course({ instructorId: user.id }, taught);
      for (let i = 0; i < 2; i += 1) await fixture.putInCart(user, fixture.course()).expect(200);
      for (const [id, status, code] of [
        [full, 409, 'cart.full'],
        [owned, 409, 'cart.already_owned'],
        [withdrawn, 422, 'cart.not_for_sale'],
        [taught, 409, 'cart.own_course'],
      ] as const) {
        const response = await move(String(id));
        expect(response.status).toBe(status);
        expect(response.body).toMatchObject({ code });
      }
      expect(await fixture.courseIds(user, 'wishlist')).toHaveLength(4);
      expect(await fixture.courseIds(user, 'cart')).toHaveLength(2);
    });

    it('requires a course on the caller’s own wishlist', async () => {
      const courseId = fixture.course();
      await fixture.wish(await fixture.service.user(), courseId).expect(200);
      const requested = fixture.courses.requests.length;
      for (const id of [courseId, newId(), 'no-id']) {
        const response = await move(id);
        expect(response.status).toBe(404);
        expect(response.body).toMatchObject({ code: 'wishlist.item_not_found' });
      }
      // No request is sent about a course that is not on the list.
      expect(fixture.courses.requests).toHaveLength(requested);
      expect(await fixture.courseIds(user, 'cart')).toEqual([]);
    });
  });

  it('sends no request about empty lists', async () => {
    const requested = [fixture.courses.requests.length, fixture.ownership.requests.length];
    expect(await fixture.courseIds(user, 'wishlist')).toEqual([]);
    expect(await fixture.courseIds(user, 'cart')).toEqual([]);
    expect([fixture.courses.requests.length, fixture.ownership.requests.length]).toEqual(requested);
  });

  it('reports an unavailable upstream service', async () => {
    await fixture.wish(user, fixture.course()).expect(200);
    fixture.ownership.disconnect();
    const response = await fixture.send(user, 'get', 'wishlist');
    expect(response.status).toBe(503);
    expect(response.body).toMatchObject({ code: 'upstream.unavailable' });
    fixture.courses.disconnect();
    await fixture.fakeUpstreams();
    expect(await fixture.courseIds(user, 'wishlist')).toHaveLength(1);
  });

  it('is deleted with the cart when its owner is erased', async () => {
    const [erased, other] = [await fixture.service.user(), await fixture.service.user()];
    const [wished, wanted] = [fixture.course(), fixture.course()];
    for (const user of [erased, other]) {
      await fixture.wish(user, wished).expect(200);
      await fixture.putInCart(user, wanted).expect(200);
    }
    const { service } = fixture;
    for (let times = 1; times <= 2; times++) {
      const about = { aggregateId: erased.id };
      const eventId = await service.events.publish(userErased, { userId: erased.id }, about);
      await eventually('both to be done', async () => {
        return (await service.stored(InboxMessage, { eventId })).length === 2;
      });
    }
    expect(await service.stored(WishlistItem, { userId: erased.id })).toEqual([]);
    expect(await service.stored(Cart, { id: erased.id })).toEqual([]);
    expect(await fixture.courseIds(other, 'wishlist')).toEqual([wished]);
    expect(await fixture.courseIds(other, 'cart')).toEqual([wanted]);
  });
});
