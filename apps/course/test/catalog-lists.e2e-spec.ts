import { newId } from '@course-plateform/common/kernel';
import { type TestUser } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseFixture } from './course.fixture';

type Parameters = Readonly<Record<string, string | number | boolean>>;

/** What GraphQL calls by a name where REST has a text. */
const ENUMS = ['level', 'sort'];
/** The orders as GraphQL calls them. */
const GRAPHQL_SORTS: Readonly<Record<string, string>> = {
  newest: 'NEWEST',
  oldest: 'OLDEST',
  rating: 'RATING_ASC',
  '-popular': 'LEAST_POPULAR',
  '-rating': 'RATING_DESC',
  popular: 'POPULAR',
  price: 'PRICE_ASC',
  '-price': 'PRICE_DESC',
  relevance: 'RELEVANCE',
};
/** What GraphQL takes beside the filter. */
const OUTSIDE = ['sort', 'page', 'limit'];

describe('catalog lists', () => {
  const web = newId();
  const music = newId();
  let fixture: CourseFixture;
  let other: TestUser;

  beforeAll(async () => {
    fixture = await CourseFixture.startWithSearch({
      CATALOG_CACHE_MS: '0',
      RATE_LIMIT_READ: '2000',
    });
    other = await fixture.course.user(Role.instructor);
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    const make = (title: string, details: object) =>
      fixture.published({ title, categoryId: web, language: 'en', level: 'all', ...details });
    await make('Free', { price: usd(0), level: 'beginner' });
    await make('Ten', { price: usd(1000), language: 'es' });
    await make('Twenty', { price: usd(2000), categoryId: music, level: 'expert' });
    await make('Euro', { price: { amountMinor: 1500, currency: 'EUR' } });
    await make('Yen', { price: { amountMinor: 1500, currency: 'JPY' } });
    await make('Hidden', { price: usd(1500) });
    await fixture.published({ title: 'Other', categoryId: web, price: usd(1500) }, other);
    await rate('Ten', 4.5);
    await rate('Twenty', 4);
    await rate('Yen', 3.9);
    await rate('Hidden', 5);
    await learn('Twenty', 3);
    await learn('Euro', 2);
    await learn('Hidden', 4);
    await fixture.post(`/courses/${await idOf('Hidden')}/unpublications`);
    await fixture.searched();
  });

  afterAll(() => fixture.stop());

  const entry = async (title: string) => (await fixture.course.stored(CatalogEntry, { title }))[0];
  const idOf = async (title: string) => (await entry(title))?.id ?? '';

  async function rate(title: string, average: number): Promise<void> {
    const courseId = await idOf(title);
    await fixture.course.events.publish(
      ratingChanged,
      { courseId, average, count: 1 },
      { aggregateId: courseId },
    );
    await eventually('the rating', async () => (await entry(title))?.ratingAverage === average);
  }

  async function learn(title: string, learners: number): Promise<void> {
    const courseId = await idOf(title);
    for (let n = 0; n < learners; n += 1) {
      await fixture.course.events.publish(
        enrollmentGranted,
        {
          enrollmentId: newId(),
          courseId,
          userId: newId(),
          orderId: null,
          orderLineId: null,
          publication: 1,
        },
        { aggregateId: courseId },
      );
    }
    await eventually('the learners', async () => (await entry(title))?.learners === learners);
  }

  async function overRest(parameters: Parameters): Promise<string[]> {
    const { body } = await fixture.course.http.get('/api/v1/courses').query(parameters);
    expect(body.pagination.totalItems).toBe(body.items.length);
    return body.items.map(({ title }: { title: string }) => title);
  }

  async function overGraphql(parameters: Parameters): Promise<string[]> {
    const literal = ([name, value]: [string, unknown]) =>
      `${name}: ${ENUMS.includes(name) ? nameInGraphql(String(value)) : JSON.stringify(value)}`;
    const nameInGraphql = (value: string) => GRAPHQL_SORTS[value] ?? value.toUpperCase();
    const all = Object.entries(parameters);
    const filter = all.filter(([name]) => !OUTSIDE.includes(name)).map(literal);
    const outside = all.filter(([name]) => OUTSIDE.includes(name)).map(literal);
    const options = [`filter: { ${filter.join(', ')} }`, ...outside].join(', ');
    const query = `{ courses(${options}) { items { title } pagination { totalItems } } }`;
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    const { items, pagination } = body.data.courses;
    expect(pagination.totalItems).toBe(items.length);
    return items.map(({ title }: { title: string }) => title);
  }

  /** Newest first, which is the order of the list without a sort. */
  const all = ['Other', 'Yen', 'Euro', 'Twenty', 'Ten', 'Free'];
  const without = (...titles: string[]) => all.filter((title) => !titles.includes(title));

  it.each<[string, Parameters, string[]]>([
    ['nothing hidden', {}, all],
    ['a category', { categoryId: music }, ['Twenty']],
    ['a category that nothing is in', { categoryId: newId() }, []],
    ['a level', { level: 'expert' }, ['Twenty']],
    ['a language', { language: 'es' }, ['Ten']],
    ['a rating, with those that just have it', { minRating: 4 }, ['Twenty', 'Ten']],
    ['a rating just above', { minRating: 4.01 }, ['Ten']],
    ['no rating', { minRating: 0 }, all],
    ['free courses', { free: true }, ['Free']],
    ['paid courses in any currency', { free: false }, without('Free')],
    ['a currency', { currency: 'EUR' }, ['Euro']],
    ['a currency that nothing is priced in', { currency: 'KWD' }, []],
    ['a lowest price, in the usual currency', { minPrice: 1000 }, ['Other', 'Twenty', 'Ten']],
    ['a lowest price just above', { minPrice: 1001 }, ['Other', 'Twenty']],
    ['a highest price', { maxPrice: 1500 }, ['Other', 'Ten', 'Free']],
    ['a highest price just below', { maxPrice: 1499 }, ['Ten', 'Free']],
    ['one price', { minPrice: 1500, maxPrice: 1500 }, ['Other']],
    ['one price in another currency', { minPrice: 1500, maxPrice: 1500, currency: 'JPY' }, ['Yen']],
    ['prices the wrong way round', { minPrice: 1501, maxPrice: 1500 }, []],
    ['paid courses up to a price', { free: false, maxPrice: 1000 }, ['Ten']],
    ['free courses from a price on', { free: true, minPrice: 1 }, []],
    ['words', { q: 'twenty' }, ['Twenty']],
    ['words and a filter that does not fit', { q: 'twenty', language: 'es' }, []],
    ['several filters', { categoryId: web, language: 'en', maxPrice: 1499 }, ['Free']],
  ])('return only matching courses: %s', async (_what, parameters, titles) => {
    expect(await overRest(parameters)).toEqual(titles);
    expect(await overGraphql(parameters)).toEqual(titles);
  });

  it('return the courses of one instructor', async () => {
    const parameters = { instructorId: other.id };
    expect(await overRest(parameters)).toEqual(['Other']);
    expect(await overGraphql(parameters)).toEqual(['Other']);
  });

  it('return courses by ids, without hidden and unknown ones', async () => {
    const [ten, twenty, hidden] = await Promise.all(['Ten', 'Twenty', 'Hidden'].map(idOf));
    const ids = [ten, hidden, newId(), twenty].join();
    expect(await overRest({ ids })).toEqual(['Twenty', 'Ten']);
    expect(await overRest({ ids, sort: 'price' })).toEqual(['Ten', 'Twenty']);
    expect(await overRest({ ids, categoryId: music })).toEqual(['Twenty']);
    const query = `{ courses(filter: { ids: ${JSON.stringify([twenty, hidden])} }) { items { title } } }`;
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    expect(body.data.courses.items).toEqual([{ title: 'Twenty' }]);
  });

  it.each<[string, Parameters, string[]]>([
    ['newest first', { sort: 'newest' }, all],
    ['oldest first', { sort: 'oldest' }, [...all].reverse()],
    ['fewest learners last', { sort: '-popular', categoryId: music }, ['Twenty']],
    ['best rated first', { sort: '-rating' }, ['Ten', 'Twenty', 'Yen', 'Other', 'Euro', 'Free']],
    ['most learners first', { sort: 'popular' }, ['Twenty', 'Euro', 'Other', 'Yen', 'Ten', 'Free']],
    [
      'cheapest first, in the usual currency',
      { sort: 'price' },
      ['Free', 'Ten', 'Other', 'Twenty'],
    ],
    [
      'dearest first, in the default currency',
      { sort: '-price' },
      ['Twenty', 'Other', 'Ten', 'Free'],
    ],
    ['dearest first, of a category', { sort: '-price', categoryId: web }, ['Other', 'Ten', 'Free']],
    ['cheapest first, in another currency', { sort: 'price', currency: 'EUR' }, ['Euro']],
    ['cheapest first, of the paid', { sort: 'price', free: false }, ['Ten', 'Other', 'Twenty']],
    ['cheapest first, of a category', { sort: 'price', categoryId: web }, ['Free', 'Ten', 'Other']],
    ['by relevance', { q: 'ten web', sort: 'relevance', maxPrice: 1000 }, ['Ten']],
  ])('are sorted: %s', async (_what, parameters, titles) => {
    expect(await overRest(parameters)).toEqual(titles);
    expect(await overGraphql(parameters)).toEqual(titles);
  });

  it.each([
    ['level=middle', 'level'],
    ['sort=random', 'sort'],
    ['sort=dearest', 'sort'],
    ['ids=x', 'ids'],
    ['ids=', 'ids'],
    ['minPrice=-1', 'minPrice'],
    ['maxPrice=1.5', 'maxPrice'],
    ['minRating=5.1', 'minRating'],
    ['currency=usd', 'currency'],
    ['currency=XXX', 'currency'],
    ['instructorId=x', 'instructorId'],
    ['free=1', 'free'],
  ])('reject %s', async (query, pointer) => {
    const { status, body } = await fixture.get(`/courses?${query}`);
    expect([status, body.code]).toEqual([400, 'request.query_invalid']);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it.each([
    ['minPrice: -1', 'request.invalid'],
    ['currency: "usd"', 'request.invalid'],
    ['minRating: 5.1', 'request.invalid'],
    ['instructorId: "x"', 'request.invalid'],
    ['level: MIDDLE', 'graphql.query_invalid'],
    ['level: expert', 'graphql.query_invalid'],
    ['ids: ["x"]', 'request.invalid'],
    ['minPrice: "5"', 'graphql.query_invalid'],
  ])('reject the same over GraphQL: %s', async (filter, code) => {
    const query = `{ courses(filter: { ${filter} }) { items { title } } }`;
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    expect(body.errors[0].extensions.code).toBe(code);
  });

  it('names levels in capitals over GraphQL, as all enums', async () => {
    const query =
      'query ($level: [CourseLevel!]) { courses(filter: { level: $level }) { items { title level } } }';
    const read = async (level: string) =>
      (await fixture.course.http.post('/course/graphql').send({ query, variables: { level } }))
        .body;
    expect((await read('BEGINNER')).data.courses.items).toEqual([
      { title: 'Free', level: 'BEGINNER' },
    ]);
    expect((await read('beginner')).errors[0].extensions.code).toBe('graphql.variable_invalid');
    expect((await fixture.get('/courses?level=beginner')).body.items).toMatchObject([
      { title: 'Free', level: 'beginner' },
    ]);
  });

  it('treat null as an absent filter', async () => {
    const names = ['q', 'ids', 'categoryId', 'level', 'language', 'instructorId', 'currency'];
    const filter = [...names, 'minPrice', 'maxPrice', 'free', 'minRating'].map((n) => `${n}: null`);
    const query = `{ courses(filter: { ${filter.join(' ')} }, sort: null) { items { title } } }`;
    const { body } = await fixture.course.http.post('/course/graphql').send({ query });
    expect(body.data.courses.items.map(({ title }: { title: string }) => title)).toEqual(all);
  });
});
