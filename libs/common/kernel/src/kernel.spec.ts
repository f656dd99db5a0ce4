import { setImmediate as turn } from 'node:timers/promises';
import { asVersion, earlierVersion, eventContract, formsOf, rpcContract } from './contract';
import { isId, newId, newRandomId } from './ids';
import { cursorPageOf, paginationOf, rowsOfPage } from './page';
import { RequestContext, contextKey } from './request-context';
import { TransitionNotAllowed, transition } from './state-machine';

class Shape {}

describe('ids', () => {
  it('sort by creation time and are recognized', () => {
    const ids = Array.from({ length: 100 }, () => newId());
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
    expect(isId(newRandomId())).toBe(true);
    const ofAnotherVersion = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    for (const wrong of ['', 'x', 7, ofAnotherVersion]) expect(isId(wrong)).toBe(false);
  });
});

describe('request context', () => {
  const KEY = contextKey<number>('number');

  it('is separate for concurrent requests', async () => {
    const run = (value: number): Promise<number | undefined> =>
      RequestContext.run(new RequestContext().set(KEY, value), async () => {
        await turn();
        return RequestContext.get(KEY);
      });
    expect(await Promise.all([run(1), run(2)])).toEqual([1, 2]);
    expect(RequestContext.get(KEY)).toBeUndefined();
  });
});

describe('state machines', () => {
  const table = { on: ['off'], off: ['on', 'gone'], gone: [] } as const;
  type State = keyof typeof table;

  it('allow a transition, and name the allowed ones otherwise', () => {
    expect(transition<State>(table, 'off', 'gone')).toBe('gone');
    expect(() => transition<State>(table, 'on', 'gone')).toThrow(TransitionNotAllowed);
    try {
      transition<State>(table, 'on', 'gone');
    } catch (error) {
      expect(error).toMatchObject({
        status: 409,
        occurrence: { extensions: { allowed: ['off'] } },
      });
    }
  });
});

describe('paging', () => {
  it('counts pages, also of an empty list', () => {
    const of = (totalItems: number) =>
      paginationOf({ items: [], totalItems }, { page: 1, limit: 20 });
    expect(of(0).totalPages).toBe(0);
    expect(of(20).totalPages).toBe(1);
    expect(of(21).totalPages).toBe(2);
  });

  it('limits numbered lists', () => {
    expect(rowsOfPage({ page: 3, limit: 20 })).toEqual({ offset: 40, limit: 20 });
    expect(rowsOfPage({ page: 334, limit: 30 })).toEqual({ offset: 9990, limit: 10 });
    expect(rowsOfPage({ page: 10_000, limit: 100 })).toEqual({ offset: 10_000, limit: 0 });
  });

  it('detects a next page from one extra row', () => {
    expect(cursorPageOf([1, 2, 3], 2, (row) => [row])).toEqual({ items: [1, 2], next: [2] });
    expect(cursorPageOf([1, 2], 2, (row) => [row])).toEqual({ items: [1, 2] });
    expect(cursorPageOf<number>([], 2, (row) => [row])).toEqual({ items: [] });
  });
});

describe('contracts', () => {
  it('reject malformed subjects', () => {
    expect(() =>
      rpcContract({ subject: 'review', request: Shape, reply: Shape, callers: [] }),
    ).toThrow(/form/);
    expect(() =>
      eventContract({ subject: 'evt.review.rating', payload: Shape, consumers: {} }),
    ).toThrow(/form/);
    expect(
      rpcContract({ subject: 'a.b.c', request: Shape, reply: Shape, callers: [] }).subject,
    ).toBe('a.b.c');
  });

  it('reject earlier versions that are not earlier, or repeated', () => {
    const declare = (...versions: number[]) =>
      eventContract({
        subject: 'evt.review.rating.changed.v3',
        payload: Shape,
        consumers: {},
        previous: versions.map((version) =>
          earlierVersion({ version, payload: Shape, upcast: (old) => old }),
        ),
      });
    expect(formsOf(declare(1, 2)).map(({ subject }) => subject.slice(-2))).toEqual([
      'v1',
      'v2',
      'v3',
    ]);
    expect(formsOf(declare(2))).toHaveLength(2);
    for (const wrong of [[3], [2, 1], [1, 1], [0]]) {
      expect(() => declare(...wrong)).toThrow(/not in order/);
    }
  });

  it('let only the publisher publish an earlier version of the same event', () => {
    class Old {}
    const v1 = earlierVersion({ version: 1, payload: Old, upcast: () => new Shape() });
    const stranger = earlierVersion({ version: 1, payload: Old, upcast: () => new Shape() });
    const subject = 'evt.review.rating.changed.v2';
    const contract = eventContract({
      subject,
      payload: Shape,
      consumers: { course: ['rating'] },
      previous: [v1],
    });
    expect(asVersion(contract, v1)).toEqual({
      subject: 'evt.review.rating.changed.v1',
      payload: Old,
      consumers: {},
    });
    const without = eventContract({ subject, payload: Shape, consumers: {} });
    expect(() => asVersion(without, stranger)).toThrow(/no earlier version 1/);
  });
});
