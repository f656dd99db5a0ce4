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

  it('keeps courses in the order they were put in, with the prices of this moment', async () => {
    const [first, second] = [fixture.course(), fixture.course({ price: usd(500) })];
    const answer = await fixture.putInCart(user, first);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      courseId: first,
      title: 'Complete Web Development',
      slug: 'complete-web-development',
      listPrice: usd(2499),
      price: usd(1999),
      changes: [],
      addedAt: expect.any(String),
    });
    await fixture.putInCart(user, second).expect(200);
    expect(await cart()).toEqual({
      items: [answer.body, expect.objectContaining({ courseId: second })],
      buyable: 2,
      total: usd(2499),
    });
  });

  it('takes a course once, however often it is put in', async () => {
    const courseId = fixture.course();
    const answers = await Promise.all([1, 2, 3].map(() => fixture.putInCart(user, courseId)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await fixture.courseIds(user, 'cart')).toEqual([courseId]);
  });

  it.each([
    ['an unknown course', () => newId(), 422, 'cart.not_for_sale'],
    ['what is no id', () => 'no-id', 422, 'cart.not_for_sale'],
    ['a withdrawn course', () => fixture.course({ forSale: false }), 422, 'cart.not_for_sale'],
    ['an own course', () => fixture.course({ instructorId: user.id }), 409, 'cart.own_course'],
  ])('refuses %s', async (_what, course, status, code) => {
    const answer = await fixture.putInCart(user, course());
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code });
    expect(await fixture.service.stored(CartItem, { cart: user.id })).toEqual([]);
  });

  it('refuses a course the user has', async () => {
    const courseId = fixture.course();
    fixture.own(user, courseId);
    const answer = await fixture.putInCart(user, courseId);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'cart.already_owned' });
  });

  it('says what has changed and counts only what can be bought', async () => {
    const [moved, gone, withdrawn, owned, same] = [1, 2, 3, 4, 5].map(() => fixture.course());
    const all = [moved, gone, withdrawn, owned, same].map(String);
    for (const courseId of all) await fixture.putInCart(user, courseId).expect(200);
    fixture.course({ price: usd(999) }, moved);
    fixture.forget(String(gone));
    fixture.course({ forSale: false }, withdrawn);
    fixture.own(user, String(owned));
    const body = await cart();
    const notForSale = { listPrice: null, price: null, changes: [{ kind: 'not_for_sale' }] };
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

  it('has no total over several currencies', async () => {
    await fixture.putInCart(user, fixture.course()).expect(200);
    const price = { amountMinor: 900, currency: 'EUR' };
    await fixture.putInCart(user, fixture.course({ price, listPrice: price })).expect(200);
    expect(await cart()).toMatchObject({ buyable: 2, total: null });
  });

  it('holds 50 courses and no more, also when many come at once', async () => {
    const courses = Array.from({ length: 53 }, () => fixture.course());
    const answers = await Promise.all(courses.map((id) => fixture.putInCart(user, id)));
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.body).toMatchObject({ code: 'cart.full' });
    expect(refused[0]?.body.detail).toContain('50');
    expect(await fixture.courseIds(user, 'cart')).toHaveLength(50);
    const kept = answers.findIndex(({ status }) => status === 200);
    await fixture.putInCart(user, String(courses[kept])).expect(200);
  });

  it('lets courses go, one or all, whether they were there or not', async () => {
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

  it('is nobody else’s', async () => {
    const courseId = fixture.course();
    await fixture.putInCart(user, courseId).expect(200);
    const other = await fixture.service.user();
    await fixture.send(other, 'delete', `cart/items/${courseId}`).expect(204);
    await fixture.send(other, 'delete', 'cart').expect(204);
    expect(await fixture.courseIds(other, 'cart')).toEqual([]);
    expect(await fixture.courseIds(user, 'cart')).toEqual([courseId]);
    await fixture.service.http.get('/api/v1/cart').expect(401);
  });

  it('tells other services what is in it', async () => {
    const rpc = fixture.service.rpc;
    expect(await rpc.ask(cartGet, { userId: user.id })).toEqual({ courseIds: [] });
    const courses = [fixture.course(), fixture.course()];
    for (const id of courses) await fixture.putInCart(user, id).expect(200);
    expect(await rpc.ask(cartGet, { userId: user.id })).toEqual({ courseIds: courses });
    await expect(rpc.ask(cartGet, { userId: 'x' })).rejects.toThrow(RequestInvalid);
  });

  it('loses what the user is enrolled in, and only that', async () => {
    const [bought, kept] = [fixture.course(), fixture.course()];
    const other = await fixture.service.user();
    for (const id of [bought, kept]) await fixture.putInCart(user, id).expect(200);
    await fixture.putInCart(other, bought).expect(200);
    await fixture.wish(user, bought).expect(200);
    const grant = (id?: string) =>
      fixture.service.events.tell(
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
    await fixture.service.events.tell(
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

  it('says that a neighbour is away, and works again when it is back', async () => {
    const courseId = fixture.course();
    await fixture.putInCart(user, courseId).expect(200);
    fixture.courses.leave();
    for (const answer of [
      await fixture.send(user, 'get', 'cart'),
      await fixture.putInCart(user, fixture.course()),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({ code: 'neighbour.unavailable' });
    }
    await fixture.send(user, 'delete', `cart/items/${courseId}`).expect(204);
    fixture.ownership.leave();
    await fixture.fakeNeighbours();
    expect(await fixture.courseIds(user, 'cart')).toEqual([]);
  });
});
