import { ReadModels } from '@course-plateform/common/events';
import { DAY_MS, FixedClock, HOUR_MS, MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { collectionOf, mongoDatabaseOf } from '@course-plateform/common/persistence';
import { eventually } from '@course-plateform/common/test-kit';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { CatalogEntry, EntryChange } from '../src/catalog/catalog-entry.entity';
import { CatalogPrices } from '../src/catalog/catalog-prices.service';
import type { CourseFeedItem, CourseFeedPageResponse } from '../src/course-feed/course-feed.dto';
import { CourseFeedJobs } from '../src/course-feed/course-feed.job';
import { CourseFixture } from './course.fixture';

const LIST = { amountMinor: 1999, currency: 'USD' };
const SALE = { amountMinor: 999, currency: 'USD' };

/** What a partner has read: the items, and where to go on. */
interface Read {
  readonly items: readonly CourseFeedItem[];
  readonly resume: string;
}

describe('the feed of courses', () => {
  let clock: FixedClock;
  let fixture: CourseFixture;

  beforeAll(async () => {
    clock = new FixedClock(new Date('2026-03-20T12:00:00Z'));
    fixture = await CourseFixture.start(
      {
        RATE_LIMIT_READ: '2000',
        CATALOG_PRICES_JOB_SECONDS: '3600',
        COURSE_PAGE_URL: 'https://learn.example/courses/{slug}',
      },
      clock,
    );
  });

  afterAll(() => fixture.stop());

  const request = (query: object) =>
    fixture.course.http.get('/api/v1/course-feed').query(query).expect(200);

  /** Gives places to all changes so far, as the job does every second. */
  const place = () => fixture.course.get(CourseFeedJobs).place();

  /** Reads to the end of the feed as it is now. */
  async function read(query: object = {}): Promise<Read> {
    await place();
    const items: CourseFeedItem[] = [];
    for (let cursor: object = {}; ;) {
      const { body } = await request({ limit: 100, ...query, ...cursor });
      const page = body as CourseFeedPageResponse;
      items.push(...page.items);
      if (page.page.next === null) return { items, resume: page.resumeCursor };
      cursor = { cursor: page.page.next };
    }
  }

  const since = async (resume: string) => read({ cursor: resume });
  const ids = ({ items }: Read) => items.map(({ id }) => id);
  const unpublish = (id: string) => fixture.post(`/courses/${id}/unpublications`);
  const publishAgain = (id: string) => fixture.post(`/courses/${id}/publications`);

  async function entry(id: string): Promise<CatalogEntry | undefined> {
    return (await fixture.course.stored(CatalogEntry, { id }))[0];
  }

  it('shows a published course as partners list it, and nothing of what was never public', async () => {
    const before = await read();
    const draft = await fixture.draft({ title: 'Never public' });
    const waiting = await fixture.draft({ title: 'Never public' });
    await fixture.post(`/courses/${waiting.id}/submissions`).expect(201);
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST, subtitle: 'In short' });
    const after = await since(before.resume);
    const card = (await fixture.get(`/courses?categoryId=${categoryId}`)).body.items[0];
    const { highlight: _, ...shown } = card;
    const url = `https://learn.example/courses/${shown.slug}`;
    expect(after.items).toEqual([
      { id, changedAt: expect.any(String), removed: false, course: { ...shown, url } },
    ]);
    expect(shown).toMatchObject({
      ...{ title: 'Complete Web Development', subtitle: 'In short', price: LIST },
      ...{ instructor: { name: 'Grace Hopper' }, category: { id: categoryId } },
    });
    await fixture
      .change('delete', `/courses/${draft.id}`, (await draftOf(draft.id)).version)
      .expect(204);
    expect(ids(await read())).not.toEqual(expect.arrayContaining([draft.id]));
    expect(ids(await read())).not.toEqual(expect.arrayContaining([waiting.id]));
  });

  async function draftOf(id: string): Promise<{ version: number }> {
    return (await fixture.get(`/courses/${id}/draft`, fixture.instructor).expect(200)).body;
  }

  it('says once that a course was unpublished, and shows it again when it is published again', async () => {
    const { id } = await fixture.published();
    const known = await read();
    await unpublish(id).expect(201);
    const gone = await since(known.resume);
    expect(gone.items).toEqual([
      { id, changedAt: expect.any(String), removed: true, course: null },
    ]);
    expect((await since(gone.resume)).items).toEqual([]);
    await publishAgain(id).expect(201);
    const back = await since(gone.resume);
    expect(back.items).toMatchObject([{ id, removed: false, course: { id } }]);
    // One item a course: the present one.
    expect(ids(await read()).filter((one) => one === id)).toEqual([id]);
  });

  it('says that a course was archived, and nothing of what its author does with it afterwards', async () => {
    const { id } = await fixture.published();
    const known = await read();
    await fixture.post(`/courses/${id}/archives`).expect(201);
    const gone = await since(known.resume);
    expect(gone.items).toMatchObject([{ id, removed: true, course: null }]);
    await fixture.post(`/courses/${id}/restores`).expect(201);
    const endsAt = new Date(clock.now().getTime() + DAY_MS).toISOString();
    await fixture.post(`/courses/${id}/sale-prices`, { price: SALE, endsAt });
    await rate(id, 4.5);
    expect((await since(gone.resume)).items).toEqual([]);
  });

  async function rate(courseId: string, average: number): Promise<void> {
    const about = { aggregateId: courseId };
    await fixture.course.events.publish(ratingChanged, { courseId, average, count: 1 }, about);
    await eventually('the rating', async () => (await entry(courseId))?.ratingAverage === average);
  }

  it('hides a course at once, before the change has a place', async () => {
    const { id } = await fixture.published();
    const known = await read();
    const [item] = known.items.filter((one) => one.id === id);
    await unpublish(id).expect(201);
    const { body } = await request({ updatedSince: item?.changedAt, limit: 100 });
    const now = (body as CourseFeedPageResponse).items.find((one) => one.id === id);
    expect(now).toMatchObject({ removed: true, course: null });
  });

  it('passes over none of many changes at the same time, wherever a page ends', async () => {
    for (const _ of [1, 2, 3]) await fixture.published();
    // What was removed before has its own place.
    await place();
    // All courses change in one transaction, and take the same place.
    await fixture.course.get(ReadModels).reset('rating');
    const whole = await read();
    const courses = whole.items.filter(({ removed }) => !removed);
    const places = new Set(courses.map(({ changedAt }) => changedAt));
    expect(courses.length).toBeGreaterThan(3);
    expect(places.size).toBe(1);
    for (const limit of [1, 2, 3]) expect(ids(await read({ limit }))).toEqual(ids(whole));
    const [shared] = places;
    const rest = await read({ limit: 2, updatedSince: shared });
    expect(ids(rest)).toEqual(courses.map(({ id }) => id));
  });

  it('shows a course that changes while pages are read at its new place', async () => {
    const { id: first } = await fixture.published();
    const { id: second } = await fixture.published();
    const { body: page } = await request({ limit: 1 });
    await rate(first, 3);
    await rate(second, 4);
    await unpublish(second).expect(201);
    const rest = await read({ limit: 1, cursor: page.page.next });
    expect(ids(rest).slice(-2).toSorted()).toEqual([first, second].toSorted());
    const [last, removed] = [first, second].map((id) => rest.items.find((one) => one.id === id));
    expect(last).toMatchObject({ course: { rating: { average: 3, count: 1 } } });
    expect(removed).toMatchObject({ removed: true });
  });

  it('shows a change that commits after later ones were read', async () => {
    const slow = await fixture.published();
    const known = await read();
    const entries = collectionOf(fixture.course.em(), CatalogEntry);
    const session = mongoDatabaseOf(fixture.course.em()).client.startSession();
    session.startTransaction();
    const rated = { ratingAverage: 2, feedPending: EntryChange.shown };
    await entries.updateOne({ _id: slow.id as never }, { $set: rated }, { session });
    clock.advance(5 * MINUTE_MS);
    const fast = await fixture.published();
    const meanwhile = await since(known.resume);
    expect(ids(meanwhile)).toEqual([fast.id]);
    await session.commitTransaction();
    await session.endSession();
    // Another replica's clock is behind.
    clock.advance(-10 * MINUTE_MS);
    const rest = await since(meanwhile.resume);
    expect(rest.items).toMatchObject([{ id: slow.id, course: { rating: { average: 2 } } }]);
    clock.advance(5 * MINUTE_MS);
  });

  it('gives each change one place when two replicas do it at once', async () => {
    const known = await read();
    const made = await Promise.all([1, 2, 3].map(() => fixture.published()));
    await Promise.all([place(), place(), place()]);
    expect(ids(await since(known.resume)).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  });

  it('shows a course whose sale begins, and again when it ends', async () => {
    const { id } = await fixture.published({ price: LIST });
    const startsAt = new Date(clock.now().getTime() + 90_000).toISOString();
    const endsAt = new Date(clock.now().getTime() + DAY_MS).toISOString();
    await fixture.post(`/courses/${id}/sale-prices`, { price: SALE, startsAt, endsAt });
    const planned = await read();
    const { headers } = await request({ updatedSince: planned.items.at(-1)?.changedAt });
    expect(headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=30');
    const turn = async (time: string, known: Read) => {
      clock.advance(Date.parse(time) - clock.now().getTime());
      await fixture.course.get(CatalogPrices).publishDue(clock.now());
      return since(known.resume);
    };
    const begun = await turn(startsAt, planned);
    expect(begun.items).toMatchObject([{ id, course: { price: SALE, saleEndsAt: endsAt } }]);
    const ended = await turn(endsAt, begun);
    expect(ended.items).toMatchObject([{ id, course: { price: LIST, saleEndsAt: null } }]);
  });

  it('shows new learners once an hour, and other changes at once', async () => {
    const { id } = await fixture.published();
    const learn = async (learners: number) => {
      const enrollment = {
        ...{ enrollmentId: newId(), courseId: id, userId: newId(), publication: 1 },
        ...{ orderId: null, orderLineId: null },
      };
      const about = { aggregateId: enrollment.enrollmentId };
      await fixture.course.events.publish(enrollmentGranted, enrollment, about);
      await eventually('the learner', async () => (await entry(id))?.learners === learners);
    };
    const known = await read();
    await learn(1);
    await learn(2);
    expect((await since(known.resume)).items).toEqual([]);
    clock.advance(HOUR_MS + MINUTE_MS);
    const counted = await since(known.resume);
    expect(counted.items).toMatchObject([{ id, course: { learners: 2 } }]);
    await learn(3);
    await rate(id, 5);
    const rated = await since(counted.resume);
    expect(rated.items).toMatchObject([{ id, course: { learners: 3, rating: { average: 5 } } }]);
    clock.advance(HOUR_MS + MINUTE_MS);
    expect((await since(rated.resume)).items).toEqual([]);
  });

  it('may be cached as other public lists, and is not sent again when nothing has changed', async () => {
    const { resume } = await read();
    const { headers } = await request({ cursor: resume });
    expect(headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
    expect(headers['vary']).toContain('Accept-Language');
    await fixture
      .get(`/course-feed?cursor=${resume}`)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  });

  it('refuses cursors that were changed, or are of another list', async () => {
    const { resume } = await read();
    const [body = '', signature = ''] = resume.split('.');
    const position = JSON.parse(Buffer.from(body, 'base64url').toString()) as string[];
    const moved = JSON.stringify(['1970-01-01T00:00:00.000Z', ...position.slice(1)]);
    await fixture.published();
    const other = await fixture.get('/sitemap-feed?limit=1').expect(200);
    const cursors = [
      `${Buffer.from(moved).toString('base64url')}.${signature}`,
      `${body}.${signature.slice(1)}`,
      other.body.page.next as string,
      'x',
    ];
    for (const cursor of cursors) {
      const refused = await fixture.get(`/course-feed?cursor=${cursor}`);
      expect([refused.status, refused.body.code]).toEqual([400, 'request.cursor_invalid']);
    }
    expect((await fixture.get(`/sitemap-feed?cursor=${resume}`)).status).toBe(400);
  });

  it('forgets removed courses after 90 days, and tells who has not read for longer to begin again', async () => {
    const { id } = await fixture.published();
    const { id: kept } = await fixture.published();
    const start = clock.now().getTime();
    const known = await read();
    const { body: half } = await request({ limit: 1 });
    await unpublish(id).expect(201);
    const jobs = fixture.course.get(CourseFeedJobs);
    const at = async (days: number) => {
      clock.advance(start + days * DAY_MS - clock.now().getTime());
      await jobs.sweep();
    };
    await place();
    await at(89);
    expect(ids(await since(known.resume))).toEqual([id]);
    await at(92);
    const updatedSince = new Date(start).toISOString();
    const later = [{ cursor: known.resume }, { cursor: half.page.next }, { updatedSince }];
    for (const query of later) {
      const { status, body } = await fixture.course.http.get('/api/v1/course-feed').query(query);
      expect([status, body.code]).toEqual([410, 'course_feed.expired']);
      expect(body.detail).toBe(
        'The feed lists removed courses for 90 days, and what you have read is older.',
      );
    }
    const again = await read();
    expect(ids(again)).toContain(kept);
    expect(ids(again)).not.toContain(id);
    // Who has read everything has not expired, although nothing has changed since.
    await at(92 + 89);
    expect((await since(again.resume)).items).toEqual([]);
  });

  it('takes up courses of earlier releases, and forgets that some were public then', async () => {
    const { id } = await fixture.published();
    const { id: hidden } = await fixture.published();
    await unpublish(hidden).expect(201);
    const known = await read();
    await fixture.course
      .em()
      .nativeUpdate(
        CatalogEntry,
        { id: { $in: [id, hidden] } },
        { feedChangedAt: null, feedPending: null },
      );
    await fixture.course.get(CourseFeedJobs).sweep();
    expect(ids(await since(known.resume))).toEqual([id]);
  });

  it('fails while names are unavailable, because a copy would keep the gap', async () => {
    await fixture.published();
    await place();
    fixture.profiles.disconnect();
    const { status, body, headers } = await fixture.get('/course-feed');
    expect([status, body.code]).toEqual([503, 'upstream.unavailable']);
    expect(headers['retry-after']).toBeDefined();
  });
});
