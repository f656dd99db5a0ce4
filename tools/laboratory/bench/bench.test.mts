import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wrongOf } from './bare-stores.mts';
import { PurchaseLanes } from './purchase-lanes.mts';

describe('benchmark buyers', () => {
  const COURSES = ['one', 'two', 'three'];

  /** Notes purchases, and whether a buyer ever made two at once. */
  class Shop {
    readonly sold: string[] = [];
    twiceAtOnce = false;
    private readonly buying = new Set<string>();

    readonly buy = async (token: string, courseId: string): Promise<void> => {
      if (this.buying.has(token)) this.twiceAtOnce = true;
      this.buying.add(token);
      await Promise.resolve();
      this.buying.delete(token);
      this.sold.push(`${token} ${courseId}`);
    };
  }

  it('make the given number of warm-up purchases, then continue with the next buyer', async () => {
    const lanes = new PurchaseLanes(['a', 'b', 'c', 'd'], COURSES, 2);
    const [warmUp, measured] = [new Shop(), new Shop()];
    await lanes.make(5, warmUp.buy);
    assert.equal(warmUp.sold.length, 5);
    await lanes.run(measured.buy, () => measured.sold.length < 4);
    const all = [...warmUp.sold, ...measured.sold];
    assert.equal(new Set(all).size, all.length);
  });

  it('buy the courses in turn', async () => {
    const shop = new Shop();
    await new PurchaseLanes(['a'], COURSES, 1).make(3, shop.buy);
    assert.deepEqual(shop.sold, ['a one', 'a two', 'a three']);
    assert.equal(shop.twiceAtOnce, false);
  });

  it('belong to exactly one lane', async () => {
    const shop = new Shop();
    await new PurchaseLanes(['a', 'b', 'c', 'd', 'e', 'f'], COURSES, 3).make(18, shop.buy);
    assert.equal(new Set(shop.sold).size, 18);
    assert.equal(shop.twiceAtOnce, false);
  });

  it('stop every lane when one runs out of buyers', async () => {
    const shop = new Shop();
    await new PurchaseLanes(['a'], COURSES, 2).run(shop.buy, () => true);
    assert.ok(shop.sold.length < COURSES.length);
  });

  it('stop at the first purchase that fails', async () => {
    const lanes = new PurchaseLanes(['a', 'b'], COURSES, 2);
    const fail = (): Promise<never> => Promise.reject(new Error('sold out'));
    await assert.rejects(lanes.make(2, fail), /sold out/);
  });
});

describe('baseline row counts', () => {
  it('match only if no purchase is missing or duplicated', () => {
    const right = { of: 'order: inbox', found: 3, expected: 3 };
    assert.deepEqual(wrongOf([right]), []);
    assert.deepEqual(wrongOf([right, { of: 'order: outbox', found: 8, expected: 9 }]), [
      'order: outbox: 8 instead of 9',
    ]);
    assert.deepEqual(wrongOf([{ of: 'interaction: cart_item', found: 1, expected: 0 }]), [
      'interaction: cart_item: 1 instead of 0',
    ]);
  });
});
