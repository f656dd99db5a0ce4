import { newId } from '@course-plateform/common/kernel';
import { openDatabase } from '@course-plateform/common/persistence';
import { database } from '../mikro-orm.config';
import type { Offers } from '../offer/offers';
import { toCartResponse } from './cart.dto';
import { Cart } from './cart.entity';
import { CartFull } from './cart.errors';

// Collections of entities need the ORM's knowledge of them; nothing connects.
beforeAll(() =>
  openDatabase(database, { url: 'postgresql://127.0.0.1', databaseName: 'none', poolMax: 1 }),
);

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');

function anEntry(amountMinor = 1999, courseId = newId()) {
  return { courseId, title: 'Course', slug: 'course', price: { amountMinor, currency: 'USD' } };
}

const courseIds = (cart: Cart) => cart.items.getItems().map(({ courseId }) => courseId);

describe('Cart', () => {
  it('keeps the position of a course that is added again, and updates its known price', () => {
    const cart = new Cart(newId());
    const [first, second] = [anEntry(), anEntry()];
    cart.put(first, 2, now);
    cart.put(second, 2, now);
    const again = cart.put(anEntry(5, first.courseId), 2, later);
    expect(again).toMatchObject({ priceMinor: 5, addedAt: now });
    expect(courseIds(cart)).toEqual([first.courseId, second.courseId]);
  });

  it('holds a maximum number of courses', () => {
    const cart = new Cart(newId());
    const first = anEntry();
    cart.put(first, 1, now);
    expect(() => cart.put(anEntry(), 1, now)).toThrow(CartFull);
    cart.take(newId());
    expect(cart.items).toHaveLength(1);
    cart.take(first.courseId);
    cart.put(anEntry(), 1, now);
    cart.empty();
    expect(courseIds(cart)).toEqual([]);
  });
});

describe('toCartResponse', () => {
  it('sums the courses that can be bought at current prices', () => {
    const cart = new Cart(newId());
    const [kept, gone, owned] = [anEntry(100), anEntry(200), anEntry(300)];
    for (const entry of [kept, gone, owned]) cart.put(entry, 50, now);
    const offer = (entry: ReturnType<typeof anEntry>) => ({
      ...entry,
      instructorId: newId(),
      forSale: true,
      publication: 1,
      listPrice: entry.price,
    });
    const offers: Offers = {
      courses: new Map([kept, owned].map((entry) => [entry.courseId, offer(entry)])),
      owned: new Set([owned.courseId]),
    };
    const response = toCartResponse(cart.items.getItems(), offers);
    expect(response).toMatchObject({ buyable: 1, total: { amountMinor: 100, currency: 'USD' } });
    expect(response.items.map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([
      [],
      ['not_for_sale'],
      ['owned'],
    ]);
    expect(toCartResponse([], offers).total).toBeNull();
  });
});
