import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import type { ReviewPageResponse } from '../src/review/review.dto';
import { Review } from '../src/review/review.entity';
import { type ReviewFixture, startReview } from './review.fixture';

type Parameters = Readonly<Record<string, string | number>>;

describe('lists of reviews', () => {
  const [course, otherCourse] = [newId(), newId()];
  let fixture: ReviewFixture;
  let author: TestUser;
  let stranger: TestUser;

  beforeAll(async () => {
    fixture = await startReview();
    [author, stranger] = [await fixture.review.user(), await fixture.review.user()];
    await store('five, old', 5, 1);
    await store('one', 1, 2);
    await store('four', 4, 3);
    await store('five, new', 5, 4);
    await store('three of mine', 3, 5, author);
    await store('elsewhere, of mine', 5, 6, author, otherCourse);
    await store('elsewhere', 1, 7, stranger, otherCourse);
  });

  afterAll(() => fixture.review.stop());

  async function store(
    text: string,
    stars: number,
    day: number,
    by?: TestUser,
    courseId = course,
  ): Promise<void> {
    const { id: authorId } = by ?? (await fixture.review.user());
    const em = fixture.review.em();
    em.persist(new Review({ courseId, authorId, stars, text, now: new Date(2026, 1, day) }));
    await em.flush();
  }

  async function list(path: string, query: Parameters, user = stranger): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: ReviewPageResponse } = await fixture.review.http
        .get(`/api/v1/${path}`)
        .query({ limit: 2, ...query, ...(cursor === null ? {} : { cursor }) })
        .set(bearer(user))
        .expect(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ text }) => text));
      cursor = body.page.next;
    } while (cursor !== null);
    return seen;
  }

  it.each<[string, Parameters, string[]]>([
    [
      'newest first, of this course alone',
      {},
      ['three of mine', 'five, new', 'four', 'one', 'five, old'],
    ],
    [
      'newest first on request',
      { sort: 'newest' },
      ['three of mine', 'five, new', 'four', 'one', 'five, old'],
    ],
    [
      'best first, of equals the newer one',
      { sort: '-rating' },
      ['five, new', 'five, old', 'four', 'three of mine', 'one'],
    ],
    ['with the most stars', { rating: 5 }, ['five, new', 'five, old']],
    ['with the fewest stars', { rating: 1 }, ['one']],
    ['with stars just below the most', { rating: 4 }, ['four']],
    ['with stars that nobody gave', { rating: 2 }, []],
    ['with some stars, best first', { rating: 5, sort: '-rating' }, ['five, new', 'five, old']],
    ['of a course that nobody reviewed', { courseId: newId() }, []],
  ])('show reviews %s', async (_what, query, expected) => {
    expect(await list('reviews', { courseId: course, ...query })).toEqual(expected);
  });

  it('show the author’s own reviews of all courses, newest first', async () => {
    expect(await list('reviews/mine', {}, author)).toEqual(['elsewhere, of mine', 'three of mine']);
    expect(await list('reviews/mine', {}, stranger)).toEqual(['elsewhere']);
    expect(await list('reviews/mine', {}, await fixture.review.user())).toEqual([]);
  });

  it.each([
    { rating: 0 },
    { rating: 6 },
    { rating: 4.5 },
    { sort: 'oldest' },
    { sort: 'rating' },
    { limit: 0 },
  ])('reject %j', async (query) => {
    const response = await fixture.review.http
      .get('/api/v1/reviews')
      .query({ courseId: course, ...query });
    expect([response.status, response.body.code]).toEqual([400, 'request.query_invalid']);
  });

  it('reject a cursor of another user, another course or another order', async () => {
    const first = async (path: string, query: Parameters, user: TestUser) => {
      const { body }: { body: ReviewPageResponse } = await fixture.review.http
        .get(`/api/v1/${path}`)
        .query({ limit: 1, ...query })
        .set(bearer(user));
      return body.page.next ?? '';
    };
    const mine = await first('reviews/mine', {}, author);
    const newest = await first('reviews', { courseId: course }, author);
    const foreign = [
      ['reviews/mine', { cursor: mine }],
      ['reviews', { courseId: otherCourse, cursor: newest }],
      ['reviews', { courseId: course, sort: '-rating', cursor: newest }],
    ] as const;
    for (const [path, query] of foreign) {
      const response = await fixture.review.http
        .get(`/api/v1/${path}`)
        .query(query)
        .set(bearer(stranger));
      expect([response.status, response.body.code]).toEqual([400, 'request.cursor_invalid']);
    }
  });
});
