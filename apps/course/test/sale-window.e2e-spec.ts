import { FixedClock, newId } from '@course-plateform/common/kernel';
import { Statements } from '@course-plateform/common/testing';
import { courseOfferGetMany } from '@course-plateform/types/course';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CatalogJobs } from '../src/catalog/catalog.job';
import { CatalogPrices } from '../src/catalog/catalog-prices.service';
import { CourseFixture } from './course.fixture';

/** 29 March 2026 in Berlin, where clocks go forward that night: 23 hours. */
const DAY = { startsAt: '2026-03-29T00:00:00.000+01:00', endsAt: '2026-03-30T00:00:00.000+02:00' };
const STARTS = '2026-03-28T23:00:00.000Z';
const ENDS = '2026-03-29T22:00:00.000Z';
const LIST = { amountMinor: 1999, currency: 'USD' };
const SALE = { amountMinor: 999, currency: 'USD' };

/** The job that files prices never runs by itself here: what is shown must not wait for it. */
const NO_JOB = { CATALOG_PRICES_JOB_SECONDS: '3600' };

describe('a course on sale', () => {
  let clock: FixedClock;
  let fixture: CourseFixture;

  beforeAll(async () => {
    clock = new FixedClock(new Date('2026-03-20T12:00:00Z'));
    fixture = await CourseFixture.start(NO_JOB, clock);
  });

  afterAll(() => fixture.stop());

  function moveTo(time: string): void {
    clock.advance(Date.parse(time) - clock.now().getTime());
  }

  async function plan(courseId: string, sale: object) {
    const response = await fixture.post(`/courses/${courseId}/sale-prices`, sale);
    expect(response.status).toBe(201);
    return response.body as { id: string };
  }

  /** The price and the end of the sale in each place that shows them. */
  async function shownOf(courseId: string, categoryId: string) {
    const page = await fixture.get(`/courses/${courseId}`).expect(200);
    const list = await fixture.get(`/courses?categoryId=${categoryId}`).expect(200);
    const [card] = list.body.items.filter(({ id }: { id: string }) => id === courseId);
    const { body } = await fixture.course.http.post('/course/graphql').send({
      query: `query ($id: ID!, $in: [ID!]) {
        course(id: $id) { price listPrice saleEndsAt }
        courses(filter: { categoryId: $in }, sort: PRICE_ASC) { items { id price listPrice saleEndsAt } }
      }`,
      variables: { id: courseId, in: categoryId },
    });
    expect(body.errors).toBeUndefined();
    const [listed] = body.data.courses.items.filter(({ id }: { id: string }) => id === courseId);
    const offers = await fixture.course.rpc.request(courseOfferGetMany, { courseIds: [courseId] });
    const decimal = ({ price, listPrice, saleEndsAt }: Record<string, unknown>) => {
      const minor = (value: unknown) => ({
        amountMinor: Math.round(Number(value) * 100),
        currency: 'USD',
      });
      return { price: minor(price), listPrice: minor(listPrice), saleEndsAt };
    };
    const places = [page.body, card, decimal(body.data.course), decimal(listed), offers.courses[0]];
    return places.map(({ price, listPrice, saleEndsAt }) => ({ price, listPrice, saleEndsAt }));
  }

  const everywhere = (price: object, saleEndsAt: string | null) =>
    Array.from({ length: 5 }, () => ({ price, listPrice: LIST, saleEndsAt }));

  /** The courses of a category below 15.00, and all of them from the cheapest on. */
  async function found(categoryId: string) {
    const ids = async (query: string) =>
      (await fixture.get(`/courses?categoryId=${categoryId}&${query}`).expect(200)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    const { body } = await fixture.course.http.post('/course/graphql').send({
      query: `query ($in: [ID!]) { courses(filter: { categoryId: $in, maxPrice: 1500 }) { items { id } pagination { totalItems } } }`,
      variables: { in: categoryId },
    });
    const graphql = body.data.courses.items.map(({ id }: { id: string }) => id);
    expect(body.data.courses.pagination.totalItems).toBe(graphql.length);
    const below = await ids('maxPrice=1500');
    expect(graphql).toEqual(below);
    return { below, ascending: await ids('sort=price'), descending: await ids('sort=-price') };
  }

  it('costs the sale price from the first to the last instant of a day in Berlin, and before and after not', async () => {
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST });
    const { id: other } = await fixture.published({
      categoryId,
      price: { amountMinor: 1799, currency: 'USD' },
    });
    expect((await plan(id, { price: SALE, ...DAY })) as object).toMatchObject({
      ...{ courseId: id, price: SALE, startsAt: STARTS, endsAt: ENDS, status: 'planned' },
    });
    const atList = { below: [], ascending: [other, id], descending: [id, other] };
    const onSale = { below: [id], ascending: [id, other], descending: [other, id] };

    moveTo('2026-03-28T22:59:59Z');
    expect(await shownOf(id, categoryId)).toEqual(everywhere(LIST, null));
    expect(await found(categoryId)).toEqual(atList);

    moveTo('2026-03-28T23:00:00Z');
    expect(await shownOf(id, categoryId)).toEqual(everywhere(SALE, ENDS));
    expect(await found(categoryId)).toEqual(onSale);

    moveTo('2026-03-29T21:59:59Z');
    expect(await shownOf(id, categoryId)).toEqual(everywhere(SALE, ENDS));
    expect(await found(categoryId)).toEqual(onSale);

    moveTo('2026-03-29T22:00:00Z');
    expect(await shownOf(id, categoryId)).toEqual(everywhere(LIST, null));
    expect(await found(categoryId)).toEqual(atList);
  });

  it('is found by its price at the first read after the begin, with none before it', async () => {
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST });
    const startsAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const endsAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
    await plan(id, { price: SALE, startsAt, endsAt });
    const query = `/courses?categoryId=${categoryId}&maxPrice=1500`;
    expect((await fixture.get(query)).body.items).toEqual([]);
    moveTo(startsAt);
    const { body } = await fixture.get(query);
    expect(body.pagination.totalItems).toBe(1);
    expect(body.items[0]).toMatchObject({ id, price: SALE, listPrice: LIST, saleEndsAt: endsAt });
  });

  it('may be kept by caches until its price changes, and a list until any price does', async () => {
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST });
    const kept = async (path: string) =>
      (await fixture.get(path).expect(200)).headers['cache-control'];
    const page = `/courses/${id}`;
    const list = `/courses?categoryId=${categoryId}`;
    const usual = 'public, max-age=60, stale-while-revalidate=300';
    expect([await kept(page), await kept(list)]).toEqual([usual, usual]);

    const startsAt = new Date(clock.now().getTime() + 90_500).toISOString();
    const endsAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
    await plan(id, { price: SALE, startsAt, endsAt });
    const cut = 'public, max-age=60, stale-while-revalidate=30';
    expect([await kept(page), await kept(list)]).toEqual([cut, cut]);
    clock.advance(60_000);
    expect([await kept(page), await kept(list)]).toEqual([
      'public, max-age=30',
      'public, max-age=30',
    ]);
    const { headers } = await fixture
      .get(page)
      .set('If-None-Match', (await fixture.get(page)).headers['etag'] ?? '');
    expect(headers['cache-control']).toBe('public, max-age=30');
    // A list of other courses that compares prices may get this one as soon as it is on sale.
    expect(await kept(`/courses?categoryId=${newId()}&maxPrice=5`)).toBe('public, max-age=30');
    clock.advance(30_400);
    expect(await kept(page)).toBe('public, max-age=0');
    clock.advance(100);
    expect((await fixture.get(page)).body).toMatchObject({ price: SALE, saleEndsAt: endsAt });
    expect(await kept(page)).toBe(usual);
  });

  it('takes the round trips that a catalog without sales takes, but for the first list after a change', async () => {
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST });
    const startsAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const endsAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
    await plan(id, { price: SALE, startsAt, endsAt });
    // What the tests before have left to store.
    await fixture.course.get(CatalogPrices).publishDue(clock.now());
    const statements = new Statements(fixture.course);
    const taken = async (path: string) => {
      statements.take();
      await fixture.get(path).expect(200);
      return statements.take().toSorted();
    };
    const list = `/courses?categoryId=${categoryId}`;
    const range = '/courses?minPrice=999&maxPrice=999';
    for (const time of [clock.now().toISOString(), startsAt]) {
      moveTo(time);
      // What the instructor has in the catalog; the course, and those related to it.
      expect(await taken(`/courses/${id}`)).toEqual(['aggregate', 'find', 'find']);
      expect(await taken(list)).toEqual(['aggregate', 'find']);
      const first = await taken(`${list}&sort=price`);
      expect(first).toEqual(
        time === startsAt
          ? ['aggregate', 'aggregate', 'find', 'find', 'find', 'update']
          : ['aggregate', 'find'],
      );
      expect(await taken(`${list}&sort=-price`)).toEqual(['aggregate', 'find']);
      expect(await taken(range)).toEqual(['aggregate', 'find']);
    }
  });

  it('costs its list price again as soon as a sale that runs is ended', async () => {
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST });
    const endsAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
    const sale = await plan(id, { price: SALE, endsAt });
    expect(sale).toMatchObject({ status: 'running', startsAt: clock.now().toISOString() });
    expect(await shownOf(id, categoryId)).toEqual(everywhere(SALE, endsAt));
    clock.advance(3_600_000);
    await fixture.course.http
      .delete(`/api/v1/courses/${id}/sale-prices/${sale.id}`)
      .set({ Authorization: `Bearer ${fixture.instructor.token}` })
      .expect(204);
    expect(await shownOf(id, categoryId)).toEqual(everywhere(LIST, null));
    expect((await found(categoryId)).below).toEqual([]);
    const { body } = await fixture.get(`/courses/${id}/sale-prices`, fixture.instructor);
    expect(body.items).toMatchObject([
      { id: sale.id, status: 'over', endsAt: clock.now().toISOString() },
    ]);
  });

  it('takes its sales along when it is published for the first time, and again', async () => {
    const categoryId = newId();
    const draft = await fixture.draft({ categoryId, price: LIST });
    const endsAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
    await plan(draft.id, { price: SALE, endsAt });
    await fixture.approve(draft.id);
    for (const _time of [1, 2]) {
      expect((await fixture.post(`/courses/${draft.id}/publications`)).status).toBe(201);
      expect(await shownOf(draft.id, categoryId)).toEqual(everywhere(SALE, endsAt));
      expect((await found(categoryId)).below).toEqual([draft.id]);
    }
  });

  it('is filed under its price by a job that reads what is due only, again after a crash, and twice at once', async () => {
    const categoryId = newId();
    const courses = await Promise.all(
      [1, 2, 3].map(() => fixture.published({ categoryId, price: LIST })),
    );
    const [first = '', second = '', third = ''] = courses.map(({ id }) => id);
    const startsAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const endsAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
    for (const id of [first, second]) await plan(id, { price: SALE, startsAt, endsAt });
    const stored = async (id: string) => {
      const [entry] = await fixture.course.stored(CatalogEntry, { id });
      return { minor: entry?.priceMinor, at: entry?.priceChangesAt?.toISOString() ?? null };
    };
    moveTo(startsAt);
    // A job that was killed half way has stored one of the two.
    await fixture.course
      .em()
      .nativeUpdate(
        CatalogEntry,
        { id: first },
        { priceMinor: SALE.amountMinor, priceChangesAt: new Date(endsAt) },
      );
    expect(await stored(second)).toEqual({ minor: LIST.amountMinor, at: startsAt });
    const prices = fixture.course.get(CatalogPrices);
    expect(fixture.course.get(CatalogJobs)).toBeDefined();
    await Promise.all([prices.publishDue(clock.now()), prices.publishDue(clock.now())]);
    for (const id of [first, second]) {
      expect(await stored(id)).toEqual({ minor: SALE.amountMinor, at: endsAt });
    }
    expect(await stored(third)).toEqual({ minor: LIST.amountMinor, at: null });
    moveTo(endsAt);
    await prices.publishDue(clock.now());
    for (const id of [first, second, third]) {
      expect(await stored(id)).toEqual({ minor: LIST.amountMinor, at: null });
    }
  });
});
