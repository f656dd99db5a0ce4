import { FixedClock, newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { SalePrice } from '../src/price/sale-price.entity';
import { CourseFixture } from './course.fixture';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIST = { amountMinor: 2000, currency: 'USD' };
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

describe('sale prices', () => {
  let clock: FixedClock;
  let fixture: CourseFixture;

  beforeAll(async () => {
    clock = new FixedClock(new Date('2026-05-01T12:00:00Z'));
    fixture = await CourseFixture.start({ SALES_AHEAD_MAXIMUM: '30' }, clock);
  });

  afterAll(() => fixture.stop());

  /** So many milliseconds from now. */
  const at = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds).toISOString();
  const sale = (from: number, to: number, price = usd(1000)) => ({
    ...{ price, startsAt: at(from), endsAt: at(to) },
  });
  const pathOf = (courseId: string) => `/courses/${courseId}/sale-prices`;
  const plan = (courseId: string, body: object, user?: TestUser) =>
    fixture.post(pathOf(courseId), body, user);
  const remove = (courseId: string, id: string, user = fixture.instructor) =>
    fixture.course.http.delete(`/api/v1${pathOf(courseId)}/${id}`).set(bearer(user));
  const listed = async (courseId: string, query = '') =>
    (await fixture.get(`${pathOf(courseId)}${query}`, fixture.instructor).expect(200)).body;

  it('are planned side by side, and refused where they overlap, with the ones in the way', async () => {
    const { id } = await fixture.published({ price: LIST });
    const first = await plan(id, sale(DAY, 2 * DAY));
    const next = await plan(id, sale(2 * DAY, 3 * DAY));
    expect([first.status, next.status]).toEqual([201, 201]);
    expect(first.headers['location']).toBe(`/api/v1${pathOf(id)}`);
    for (const [from, to, inTheWay] of [
      [DAY, 2 * DAY, [first]],
      [DAY + HOUR, 2 * DAY - HOUR, [first]],
      [HOUR, 4 * DAY, [first, next]],
      [3 * DAY - 1, 4 * DAY, [next]],
    ] as const) {
      const refused = await plan(id, sale(from, to));
      expect(refused.body).toMatchObject({
        ...{ status: 409, code: 'course.sale_overlap' },
        sales: inTheWay.map(({ body }) => ({
          ...{ id: body.id, startsAt: body.startsAt, endsAt: body.endsAt },
        })),
      });
      expect(refused.headers['location']).toBe(`/api/v1${pathOf(id)}`);
    }
    expect((await listed(id)).items.map(({ id: one }: { id: string }) => one)).toEqual([
      next.body.id,
      first.body.id,
    ]);
  });

  it.each([
    ['a published course', () => fixture.published({ price: LIST })],
    ['a draft', () => fixture.draft({ price: LIST })],
  ])('are stored once when twenty requests come at once for a time of %s', async (_of, make) => {
    const { id } = await make();
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => plan(id, sale(DAY + n * 60_000, 2 * DAY, usd(900 + n)))),
    );
    const created = responses.filter(({ status }) => status === 201);
    expect(created).toHaveLength(1);
    const refused = responses.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['course.sale_overlap']));
    for (const { body } of refused) expect(body.sales[0].id).toBe(created[0]?.body.id);
    expect(await fixture.course.stored(SalePrice, { courseId: id })).toHaveLength(1);
    for (const entry of await fixture.course.stored(CatalogEntry, { id })) {
      expect(entry.sales).toHaveLength(1);
    }
  });

  it('are all stored when requests for different times come at once', async () => {
    const { id } = await fixture.published({ price: LIST });
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => plan(id, sale((n + 1) * DAY, (n + 2) * DAY))),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    const [entry] = await fixture.course.stored(CatalogEntry, { id });
    expect(entry?.sales).toHaveLength(20);
  });

  it('do not go with a list price that comes at the same time', async () => {
    const { id, version } = await fixture.published({ price: LIST });
    const current = await fixture.get(`/courses/${id}/draft`, fixture.instructor);
    const tries = [1, 2, 3].map(() => current.body.version ?? version);
    const [planned, ...priced] = await Promise.all([
      plan(id, sale(DAY, 2 * DAY, usd(1800))),
      ...tries.map((seen) =>
        fixture.change('put', `/courses/${id}/pricing`, seen, { listPrice: usd(1000) }),
      ),
    ]);
    const draft = await fixture.get(`/courses/${id}/draft`, fixture.instructor);
    const isPriced = priced.some(({ status }) => status === 200);
    expect([planned?.status, draft.body.listPrice.amountMinor]).toEqual(
      isPriced ? [422, 1000] : [201, 2000],
    );
  });

  it.each([
    ['an end before the start', 2 * DAY, DAY, 'A sale ends after it starts.'],
    ['no time at all', DAY, DAY, 'A sale ends after it starts.'],
    ['a start in the past', -1, DAY, 'A sale starts now or later.'],
    ['a start too far ahead', 366 * DAY, 367 * DAY, 'A sale starts within 365 days.'],
    ['too short a time', DAY, DAY + HOUR - 1, 'A sale lasts at least 60 minutes.'],
    ['too long a time', DAY, 91 * DAY + 1, 'A sale lasts at most 90 days.'],
  ])('are refused with %s', async (_what, from, to, detail) => {
    const { id } = await fixture.draft({ price: LIST });
    const { body } = await plan(id, sale(from, to));
    expect(body).toMatchObject({ status: 422, code: 'course.sale_window_invalid', detail });
    expect((await listed(id)).items).toEqual([]);
  });

  it('are refused with a time that is no instant', async () => {
    const { id } = await fixture.draft({ price: LIST });
    for (const endsAt of ['2026-05-03', '2026-05-03T12:00:00', '2026-W20-1T12:00:00Z', 'soon']) {
      const { body } = await plan(id, { price: usd(1000), endsAt });
      expect([endsAt, body.code, body.errors]).toMatchObject([
        ...[endsAt, 'request.invalid', [{ pointer: '/endsAt', code: 'field.is_iso8601' }]],
      ]);
    }
  });

  it('take off five to ninety percent of the list price, in whole minor units of its currency', async () => {
    for (const [list, lowest, highest] of [
      [usd(1999), 200, 1899],
      [{ amountMinor: 333, currency: 'JPY' }, 34, 316],
      [{ amountMinor: 1999, currency: 'KWD' }, 200, 1899],
    ] as const) {
      const { id } = await fixture.draft({ price: list });
      const { currency } = list;
      for (const amountMinor of [lowest - 1, highest + 1, list.amountMinor, 0]) {
        const { body } = await plan(id, sale(DAY, 2 * DAY, { amountMinor, currency }));
        expect([amountMinor, body.code]).toEqual([amountMinor, 'course.sale_price_invalid']);
      }
      for (const [n, amountMinor] of [lowest, highest].entries()) {
        const body = sale((n + 1) * DAY, (n + 2) * DAY, { amountMinor, currency });
        expect((await plan(id, body)).status).toBe(201);
      }
      const other = await plan(
        id,
        sale(9 * DAY, 10 * DAY, { amountMinor: lowest, currency: 'EUR' }),
      );
      expect(other.body).toMatchObject({ status: 422, code: 'course.sale_price_invalid' });
      expect(other.body.detail).toContain(currency);
    }
    const { id } = await fixture.draft({ price: usd(0) });
    const { body } = await plan(id, sale(DAY, 2 * DAY, usd(0)));
    expect(body).toMatchObject({ code: 'course.sale_price_invalid' });
    expect(body.detail).toContain('leaves no room');
  });

  it('go with the list price that is published and with the one of the draft', async () => {
    const { id } = await fixture.published({ price: LIST });
    const path = `/courses/${id}`;
    const { version } = (await fixture.get(`${path}/draft`, fixture.instructor)).body;
    await fixture.change('put', `${path}/pricing`, version, { listPrice: usd(4000) }).expect(200);
    expect((await plan(id, sale(DAY, 2 * DAY, usd(1950)))).status).toBe(422);
    expect((await plan(id, sale(DAY, 2 * DAY, usd(390)))).status).toBe(422);
    expect((await plan(id, sale(DAY, 2 * DAY, usd(1000)))).status).toBe(201);
  });

  it('stand in the way of a list price that does not go with them, until they are gone', async () => {
    const { id } = await fixture.published({ price: LIST });
    const running = (await plan(id, { price: usd(1500), endsAt: at(DAY) })).body;
    const planned = (await plan(id, sale(2 * DAY, 3 * DAY, usd(1000)))).body;
    const draft = async () => (await fixture.get(`/courses/${id}/draft`, fixture.instructor)).body;
    const price = async (listPrice: object) =>
      fixture.change('put', `/courses/${id}/pricing`, (await draft()).version, { listPrice });
    const refused = await price(usd(1500));
    expect(refused.body).toMatchObject({
      ...{ status: 409, code: 'course.price_in_sale' },
      sales: [{ id: running.id, startsAt: running.startsAt, endsAt: running.endsAt }],
    });
    expect((await price({ amountMinor: 2000, currency: 'EUR' })).body.sales).toHaveLength(2);
    expect((await draft()).listPrice).toEqual(LIST);
    expect((await price(LIST)).status).toBe(200);
    await remove(id, running.id).expect(204);
    expect((await price(usd(1500))).status).toBe(200);
    expect((await price(usd(1000))).body.sales).toMatchObject([{ id: planned.id }]);
  });

  it('leave the version of the draft as it is', async () => {
    const { id } = await fixture.draft({ price: LIST });
    const { version } = (await fixture.get(`/courses/${id}/draft`, fixture.instructor)).body;
    const { body } = await plan(id, sale(DAY, 2 * DAY));
    await remove(id, body.id).expect(204);
    const patch = { title: 'Still mine' };
    await fixture.change('patch', `/courses/${id}/draft`, version, patch).expect(200);
  });

  it('are removed before they begin, ended while they run, and kept when they are over', async () => {
    const { id } = await fixture.published({ price: LIST });
    const planned = (await plan(id, sale(5 * DAY, 6 * DAY))).body;
    const running = (await plan(id, { price: usd(1000), endsAt: at(DAY) })).body;
    await remove(id, planned.id).expect(204);
    expect((await remove(id, planned.id)).body.code).toBe('course.sale_not_found');
    clock.advance(HOUR);
    await remove(id, running.id).expect(204);
    const again = await remove(id, running.id);
    expect(again.body).toMatchObject({ status: 409, code: 'course.sale_over' });
    expect((await listed(id)).items).toMatchObject([
      { id: running.id, status: 'over', startsAt: running.startsAt, endsAt: at(0) },
    ]);
    // What was ended leaves its time free.
    expect((await plan(id, { price: usd(900), endsAt: at(DAY) })).status).toBe(201);
  });

  it('are listed page by page, the latest start first', async () => {
    const { id } = await fixture.draft({ price: LIST });
    const made: string[] = [];
    for (const day of [3, 1, 2]) {
      made[day] = (await plan(id, sale(day * DAY, (day + 1) * DAY))).body.id as string;
    }
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; page: { next: string | null } } = await listed(
        id,
        `?limit=1${cursor ? `&cursor=${cursor}` : ''}`,
      );
      ids.push(...page.items.map((one) => one.id));
      cursor = page.page.next;
    }
    expect(ids).toEqual([made[3], made[2], made[1]]);
  });

  it('are limited in number', async () => {
    const { id } = await fixture.draft({ price: LIST });
    for (let day = 1; day <= 30; day += 1) {
      expect((await plan(id, sale(day * DAY, (day + 1) * DAY))).status).toBe(201);
    }
    const { body } = await plan(id, sale(40 * DAY, 41 * DAY));
    expect(body).toMatchObject({ status: 409, code: 'course.sale_limit' });
  });

  it('go with the draft that is deleted', async () => {
    const { id } = await fixture.draft({ price: LIST });
    await plan(id, sale(DAY, 2 * DAY)).expect(201);
    const { version } = (await fixture.get(`/courses/${id}/draft`, fixture.instructor)).body;
    await fixture.change('delete', `/courses/${id}`, version).expect(204);
    expect(await fixture.course.stored(SalePrice, { courseId: id })).toEqual([]);
  });

  it('are for the instructor of the course and for admins', async () => {
    const { id } = await fixture.published({ price: LIST });
    const { body } = await plan(id, sale(DAY, 2 * DAY), fixture.admin);
    const other = await fixture.course.user(Role.instructor);
    const learner = await fixture.course.user();
    const path = pathOf(id);
    for (const [user, status] of [
      [other, 404],
      [learner, 403],
    ] as const) {
      expect((await plan(id, sale(3 * DAY, 4 * DAY), user)).status).toBe(status);
      expect((await fixture.get(path, user)).status).toBe(status);
      expect((await remove(id, body.id, user)).status).toBe(status);
    }
    expect((await fixture.get(path)).status).toBe(401);
    expect((await fixture.get(path, fixture.admin)).body.items).toHaveLength(1);
    // A sale of one course is not reached through another.
    const mine = await fixture.published({ price: LIST }, other);
    expect((await remove(mine.id, body.id, other)).body.code).toBe('course.sale_not_found');
    expect((await remove(id, newId())).body.code).toBe('course.sale_not_found');
    await remove(id, body.id, fixture.admin).expect(204);
  });
});
