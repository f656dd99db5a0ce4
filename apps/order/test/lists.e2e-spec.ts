import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { OrderFixture } from './order.fixture';

interface CursorPage {
  readonly items: readonly { readonly id: string }[];
  readonly page: { readonly next: string | null; readonly limit: number };
}

describe('lists of the order service', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    buyer = await fixture.service.user();
    for (let i = 0; i < 5; i += 1) {
      await fixture.paid(buyer);
      // Two of each moment, so that the id has to decide.
      if (i % 2 === 1) fixture.clock.advance(1);
    }
  });

  afterAll(() => fixture.service.stop());

  const reader = (path: string) => (path === 'bank-transfers' ? fixture.admin : buyer);

  async function page(path: string, query: Record<string, string | number> = {}) {
    return (await fixture.get(reader(path), path, query).expect(200)).body as CursorPage;
  }

  async function walk(path: string, between: () => Promise<unknown>): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const next = await page(path, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...next.items.map(({ id }) => id));
      cursor = next.page.next;
      await between();
    } while (cursor);
    return seen;
  }

  describe.each(['orders', 'transactions', 'bank-transfers'])('%s', (path) => {
    it('return every row once while rows are added', async () => {
      const all = (await page(path, { limit: 100 })).items.map(({ id }) => id);
      const seen = await walk(path, async () => {
        fixture.clock.advance(1);
        await fixture.paid(buyer);
      });
      expect(seen).toEqual(all);
    });

    it.each([
      ['no rows', { limit: 0 }],
      ['more than a hundred rows', { limit: 101 }],
      ['half a row', { limit: 1.5 }],
      ['a number in words', { limit: 'ten' }],
      ['an unknown parameter', { offset: 5 }],
    ])('reject %s as a parameter', async (_what, query) => {
      const response = await fixture.get(reader(path), path, query);
      expect(response.status).toBe(400);
      const [pointer] = Object.keys(query);
      expect(response.body.errors[0]).toMatchObject({ pointer });
    });

    it('reject a cursor of another list or with a wrong signature', async () => {
      const { next } = (await page(path, { limit: 1 })).page;
      const [body = '', signature = ''] = (next ?? '').split('.');
      const forged = Buffer.from(JSON.stringify(['2020-01-01', newId()])).toString('base64url');
      for (const cursor of ['x', 'x.y', `${forged}.${signature}`, `${body}.${forged}`, body]) {
        const response = await fixture.get(reader(path), path, { cursor });
        expect(response.status).toBe(400);
        expect(response.body).toMatchObject({ code: 'request.cursor_invalid' });
      }
      await page(path, { limit: 3, cursor: next ?? '' });
    });
  });

  it.each(['orders', 'transactions'])('reject the cursor of another user: %s', async (path) => {
    const { next } = (await page(path, { limit: 1 })).page;
    const stranger = await fixture.service.user();
    const response = await fixture.get(stranger, path, { cursor: next ?? '' });
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'request.cursor_invalid' });
  });

  it('return an empty list when there is nothing', async () => {
    const noOne = await fixture.service.user();
    for (const path of ['orders', 'transactions']) {
      const response = await fixture.get(noOne, path).expect(200);
      expect(response.body).toEqual({ items: [], page: { next: null, limit: 20 } });
      expect(response.headers['cache-control']).toContain('no-store');
    }
    const none = await fixture.get(fixture.admin, 'bank-transfers', { status: 'needs_review' });
    expect(none.body).toMatchObject({ items: [], page: { next: null } });
  });

  it('accept for admins a cursor of one user’s transactions for that user only', async () => {
    const { admin } = fixture;
    const first = await fixture.get(admin, 'transactions', { userId: buyer.id, limit: 1 });
    const cursor = first.body.page.next as string;
    const query = { limit: 1, cursor };
    const second = await fixture.get(admin, 'transactions', { ...query, userId: buyer.id });
    expect(second.body.items).toMatchObject([{ userId: buyer.id }]);
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id);
    for (const other of [query, { ...query, userId: newId() }]) {
      expect((await fixture.get(admin, 'transactions', other)).status).toBe(400);
    }
    const malformed = await fixture.get(admin, 'transactions', { userId: 'x' });
    expect(malformed.status).toBe(400);
  });

  it('show instructors no more than learners', async () => {
    const instructor = await fixture.service.user(Role.instructor, fixture.instructorId);
    const mine = await fixture.get(instructor, 'transactions').expect(200);
    expect(mine.body.items).toEqual([]);
    for (const [path, query] of [
      ['transactions', { userId: buyer.id }],
      ['bank-transfers', {}],
    ] as const) {
      const response = await fixture.get(instructor, path, query);
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code: 'auth.forbidden' });
    }
  });
});
