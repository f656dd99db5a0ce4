import { newId } from '@course-plateform/common/kernel';
import { mongoDatabaseOf } from '@course-plateform/common/persistence';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import { ratingChanged } from '@course-plateform/types/review';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { Media } from '../src/media/media.entity';
import { LessonFixture } from './lesson.fixture';
import { MediaClient, metadataOf, photo, sample } from './media.fixture';

const TEXTS = {
  objectives: ['Build a website', '  Build  a server '],
  requirements: ['A computer'],
  audience: ['Beginners'],
  welcomeMessage: 'Welcome!',
  completionMessage: 'Well done!',
};

describe('the page of a course', () => {
  let fixture: LessonFixture;
  let coverId: string;
  let promoVideoId: string;

  beforeAll(async () => {
    fixture = await LessonFixture.start({ CATALOG_CACHE_MS: '0' });
    coverId = (await fixture.files.processedUpload('image', await photo(800, 450))).id;
    promoVideoId = await fixture.video();
  });

  afterAll(() => fixture.courses.stop());

  const get = (path: string, user?: TestUser) => fixture.courses.get(path, user);

  async function edited(draft: CourseDraftResponse, body: object) {
    const { instructor } = fixture.courses;
    const { body: now } = await get(`/courses/${draft.id}/draft`, instructor).expect(200);
    const { version } = now as CourseDraftResponse;
    return fixture.courses.change('patch', `/courses/${draft.id}/draft`, version, body);
  }

  /** Fetches an address as a browser does: with nothing but the address. */
  function fetched(url: string, headers = {}) {
    const { pathname } = new URL(url);
    return fetch(`${fixture.courses.course.url}${pathname}`, { headers });
  }

  describe('with everything', () => {
    let course: CourseDraftResponse;
    const categoryId = newId();

    beforeAll(async () => {
      const details = { ...TEXTS, categoryId, topics: [' Web  Design ', 'web design', 'CSS'] };
      course = await fixture.courses.published({ ...details, coverId, promoVideoId });
    });

    it('is there in one request', async () => {
      const other = await fixture.courses.published({ categoryId, topics: ['css'] });
      const { body } = await get(`/courses/${course.id}`).expect(200);
      expect(body).toMatchObject({
        ...{ objectives: ['Build a website', 'Build a server'] },
        ...{ requirements: ['A computer'], audience: ['Beginners'] },
        topics: ['web design', 'css'],
        promoVideo: { mediaId: promoVideoId, durationSeconds: 2, poster: [] },
        instructors: [
          { name: 'Grace Hopper', courses: expect.any(Number), rating: { average: 0, count: 0 } },
        ],
        contents: {
          ...{ videoSeconds: 0, articles: 1, downloads: 0, quizzes: 0, captionLanguages: [] },
          lessonsByKind: [{ kind: 'article', lessons: 1 }],
        },
        ratingHistogram: { one: 0, two: 0, three: 0, four: 0, five: 0 },
        lastUpdatedAt: body.publishedAt,
        related: [{ id: other.id, title: 'Complete Web Development' }],
      });
      expect(body.related).toHaveLength(1);
      expect(JSON.stringify(body)).not.toContain('Welcome!');
    });

    it('has its cover in all sizes, and its cards in small ones', async () => {
      const { body } = await get(`/courses/${course.id}`).expect(200);
      const sizes = (body.cover as { width: number; type: string }[]).map(
        ({ width, type }) => `${width} ${type}`,
      );
      expect(sizes).toEqual(
        [320, 640, 800].flatMap((width) => [
          `${width} image/avif`,
          `${width} image/webp`,
          `${width} image/jpeg`,
        ]),
      );
      const { body: list } = await get(`/courses?categoryId=${categoryId}`).expect(200);
      const card = list.items.find(({ id }: { id: string }) => id === course.id);
      const widths = (card.cover as { width: number }[]).map(({ width }) => width);
      expect([...new Set(widths)]).toEqual([320, 640]);
    });

    it('is the same over GraphQL', async () => {
      const query = `query($id: ID) { course(id: $id) {
        objectives topics promoVideoId cover { url width type }
        contents { articles } ratingHistogram { five } lastUpdatedAt } }`;
      const { body } = await fixture.courses.course.http
        .post('/course/graphql')
        .send({ query, variables: { id: course.id } });
      expect(body.errors).toBeUndefined();
      expect(body.data.course).toMatchObject({
        topics: ['web design', 'css'],
        promoVideoId,
        contents: { articles: 1 },
        ratingHistogram: { five: 0 },
      });
      expect(body.data.course.cover).toHaveLength(9);
    });

    it('shows how many reviews have how many stars, once that is sent', async () => {
      const histogram = { one: 0, two: 0, three: 1, four: 0, five: 1 };
      const rating = { courseId: course.id, average: 4, count: 2 };
      const { events } = fixture.courses.course;
      const shown = (count: number) =>
        eventually('the rating is shown', async () => {
          const { body } = await get(`/courses/${course.id}`);
          return body.rating.count === count && (body as { ratingHistogram: object | null });
        });
      const about = { aggregateId: course.id };
      await events.publish(ratingChanged, rating, { ...about, aggregateVersion: 1 });
      expect((await shown(2)).ratingHistogram).toBeNull();
      await events.publish(
        ratingChanged,
        { ...rating, count: 3, histogram },
        { ...about, aggregateVersion: 2 },
      );
      expect((await shown(3)).ratingHistogram).toEqual(histogram);
    });

    it('says to learners and its author alone what is for learners', async () => {
      const outline = `/courses/${course.id}/curriculum`;
      const learner = await fixture.courses.course.user();
      expect((await get(outline)).body.messages).toBeNull();
      expect((await get(outline, learner)).body.messages).toBeNull();
      fixture.courses.enroll(1);
      const messages = { welcome: 'Welcome!', completion: 'Well done!' };
      expect((await get(outline, learner)).body.messages).toEqual(messages);
      fixture.courses.enrollments.respondWith(() => ({ enrollment: null }));
      expect((await get(outline, fixture.courses.instructor)).body.messages).toEqual(messages);
    });

    it('lets everyone play the promo video, and no other file', async () => {
      const grant = (id: string) =>
        fixture.courses.course.http.post(`/api/v1/media/${id}/playback-grants`).send({});
      const { body } = await grant(promoVideoId).expect(201);
      const { pathname, search } = new URL(body.url);
      expect((await fetch(`${fixture.courses.course.url}${pathname}${search}`)).status).toBe(200);
      expect((await grant(await fixture.video())).status).toBe(404);
      expect((await grant(coverId)).status).toBe(404);
    });
  });

  describe('shows a cover', () => {
    it('to everyone while the course is visible, and to no one before or after', async () => {
      const image = await fixture.files.processedUpload('image', await photo(800, 450));
      const url = `http://x/api/v1/media/${image.id}/images/w640.webp`;
      const draft = await fixture.courses.draft({ coverId: image.id });
      expect((await fetched(url)).status).toBe(404);
      await fixture.courses.approve(draft.id);
      await fixture.courses.post(`/courses/${draft.id}/publications`).expect(201);
      const response = await fetched(url);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, s-maxage=300, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      const known = { 'If-None-Match': response.headers.get('etag') ?? '' };
      expect((await fetched(url, known)).status).toBe(304);
      const { width, height } = await metadataOf(Buffer.from(await response.arrayBuffer()));
      expect([width, height]).toEqual([640, 360]);
      for (const file of ['w641.webp', 'w640.gif', 'w640', 'original']) {
        expect((await fetched(url.replace('w640.webp', file))).status).toBe(404);
      }
      await fixture.courses.post(`/courses/${draft.id}/unpublications`).expect(201);
      expect((await fetched(url)).status).toBe(404);
    });

    it('and keeps the one that was published until the next publication', async () => {
      const [first, second] = await Promise.all([
        fixture.files.processedUpload('image', await photo(800, 450)),
        fixture.files.processedUpload('image', await photo(800, 450)),
      ]);
      const course = await fixture.courses.published({ coverId: first.id });
      expect((await edited(course, { coverId: second.id })).status).toBe(200);
      const status = async (id: string) =>
        (await fetched(`http://x/api/v1/media/${id}/images/w640.webp`)).status;
      expect([await status(first.id), await status(second.id)]).toEqual([200, 404]);
      const stored = await fixture.courses.course.stored(Media, {
        id: { $in: [first.id, second.id] },
      });
      expect(stored.map(({ courseIds }) => courseIds)).toEqual([[course.id], [course.id]]);
    });
  });

  describe('takes no file', () => {
    const taken = (body: object) => fixture.courses.post('/courses', { title: 'Course', ...body });

    it('of another instructor, of another kind, or one that is not there', async () => {
      const { course } = fixture.courses;
      const stranger = new MediaClient(course, await course.user(Role.instructor));
      const foreign = await stranger.processedUpload('image', await photo(800, 450));
      const draft = await fixture.courses.draft();
      for (const refused of [
        { coverId: foreign.id },
        { coverId: promoVideoId },
        { coverId: newId() },
        { promoVideoId: coverId },
      ]) {
        const responses = [await taken(refused), await edited(draft, refused)];
        for (const { status, body } of responses) {
          expect([status, body.code]).toEqual([422, 'media.unusable']);
        }
      }
      const [stored] = await course.stored(Course, { id: draft.id });
      expect(stored?.details.coverId ?? null).toBeNull();
    });

    it('that is not ready', async () => {
      const arriving = await fixture.files.begun({ kind: 'image', filename: 'x' }, 100);
      const broken = await fixture.files.processedUpload('image', sample('two-seconds.mp4'));
      expect(broken.status).toBe('failed');
      for (const id of [arriving, broken.id]) {
        expect((await taken({ coverId: id })).status).toBe(422);
      }
    });
  });

  it('keeps its files from being deleted until it has others', async () => {
    const { id } = await fixture.files.processedUpload('image', await photo(800, 450));
    const draft = await fixture.courses.draft({ coverId: id });
    const refused = await fixture.files.remove(id);
    expect([refused.status, refused.body.courseIds]).toEqual([409, [draft.id]]);
    await edited(draft, { coverId: null });
    await fixture.files.remove(id).expect(204);
  });

  it('refuses texts that are too long or too many', async () => {
    const refused = [
      { objectives: ['x'.repeat(161)] },
      { objectives: [' '] },
      { requirements: Array.from({ length: 21 }, (_, index) => `Line ${index}`) },
      { topics: Array.from({ length: 11 }, (_, index) => `topic ${index}`) },
      { welcomeMessage: 'x'.repeat(1001) },
      { audience: null },
    ];
    const statuses: number[] = [];
    for (const body of refused) {
      const sent = { title: 'Course', ...body };
      statuses.push((await fixture.courses.post('/courses', sent)).status);
    }
    expect(statuses).toEqual(refused.map(() => 422));
  });

  it('reads courses of earlier releases as having none of it', async () => {
    const course = await fixture.courses.published();
    const em = fixture.courses.course.em();
    const entries = mongoDatabaseOf(em).collection('catalog_entry');
    const unset = { page: '', topics: '', cover: '', coverId: '', promoVideoId: '' };
    await entries.updateOne({ _id: course.id as never }, { $unset: unset });
    const { body } = await get(`/courses/${course.id}`).expect(200);
    expect(body).toMatchObject({
      ...{ objectives: [], topics: [], cover: [], promoVideo: null },
      contents: { articles: 1 },
    });
  });
});

describe('topics', () => {
  let fixture: LessonFixture;

  beforeAll(async () => {
    fixture = await LessonFixture.start();
  });

  afterAll(() => fixture.courses.stop());

  it('lead from synonyms to one name', async () => {
    const { admin, course } = fixture.courses;
    const post = (body: object) => fixture.courses.post('/topics', body, admin);
    const { body } = await post({ name: ' JavaScript', synonyms: ['JS', 'js'] }).expect(201);
    expect(body).toMatchObject({ name: 'javascript', synonyms: ['js'], version: 1 });
    const draft = await fixture.courses.draft({ topics: ['Js', 'javascript', 'Web'] });
    const { body: read } = await fixture.courses.get(
      `/courses/${draft.id}/draft`,
      fixture.courses.instructor,
    );
    expect(read.topics).toEqual(['javascript', 'web']);
    const taken = await post({ name: 'Java', synonyms: ['JS'] });
    expect([taken.status, taken.body.code]).toEqual([409, 'topic.name_taken']);
    await course.http
      .patch(`/api/v1/topics/${body.id}`)
      .set({ ...bearer(admin), 'If-Match': '"1"' })
      .send({ synonyms: ['ecmascript'] })
      .expect(200);
    await post({ name: 'Java', synonyms: ['JS'] }).expect(201);
    const { body: list } = await fixture.courses.get('/topics').expect(200);
    expect(list.items).toMatchObject([
      { name: 'java', synonyms: ['js'] },
      { name: 'javascript', synonyms: ['ecmascript'] },
    ]);
  });

  it('are changed by admins alone', async () => {
    const body = { name: 'java', synonyms: [] };
    await fixture.courses.post('/topics', body).expect(403);
  });
});
