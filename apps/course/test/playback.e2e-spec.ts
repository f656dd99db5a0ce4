import { SignJWT, UnsecuredJWT } from 'jose';
import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import type { PlaybackGrantResponse } from '../src/media-playback/playback.dto';
import { LessonFixture, type WrittenLesson } from './lesson.fixture';
import { MediaClient, sample, sha256 } from './media.fixture';

const FILE = sample('two-seconds.mp4');
const SECRET = 'a-secret-of-these-tests-of-32-letters';

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('playback', () => {
  let fixture: LessonFixture;
  let mediaId: string;
  let published: WrittenLesson;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await LessonFixture.start({ PLAYBACK_SECRET: SECRET });
    mediaId = await fixture.video();
    published = await fixture.published(mediaId);
    learner = await fixture.courses.course.user();
  });

  beforeEach(() => fixture.courses.enroll(1));

  afterAll(() => fixture.courses.stop());

  const lessonOf = ({ courseId, lesson }: WrittenLesson) => ({ courseId, lessonId: lesson.id });

  function request(user: TestUser | undefined, id = mediaId, lesson?: object) {
    return fixture.courses.course.http
      .post(`/api/v1/media/${id}/playback-grants`)
      .set(user ? bearer(user) : {})
      .send({ ...(lesson ? { lesson } : {}) });
  }

  async function granted(user: TestUser | undefined): Promise<PlaybackGrantResponse> {
    const { body } = await request(user, mediaId, lessonOf(published)).expect(201);
    return body as PlaybackGrantResponse;
  }

  /** Fetches an address as a player does: with nothing but the address. */
  function play({ url }: Pick<PlaybackGrantResponse, 'url'>, headers = {}, method = 'GET') {
    const { pathname, search } = new URL(url);
    return fetch(`${fixture.courses.course.url}${pathname}${search}`, { headers, method });
  }

  describe('of the whole file', () => {
    it('is granted to a learner for ten minutes, with one question about the enrollment', async () => {
      const requested = fixture.courses.enrollments.requests.length;
      const before = Date.now();
      const grant = await granted(learner);
      expect(grant).toEqual({
        url: expect.stringContaining(
          `http://127.0.0.1:3000/api/v1/media/${mediaId}/content?grant=`,
        ),
        streamUrl: null,
        contentType: 'video/mp4',
        durationSeconds: 2,
        captions: [],
        expiresAt: expect.any(String),
      });
      const lifetime = Date.parse(grant.expiresAt) - before;
      expect(lifetime).toBeGreaterThan(595_000);
      expect(lifetime).toBeLessThanOrEqual(601_000);
      const response = await play(grant);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'video/mp4',
        'content-length': String(FILE.length),
        'content-disposition': 'inline; filename="A file"',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
        'cache-control': expect.stringMatching(/^private, max-age=\d+$/),
        etag: `"${sha256(FILE)}"`,
      });
      expect(await bytesOf(response)).toEqual(FILE);
      expect(fixture.courses.enrollments.requests).toHaveLength(requested + 1);
    });

    it('has the headers alone for HEAD, and nothing for those who have it', async () => {
      const grant = await granted(learner);
      const head = await play(grant, {}, 'HEAD');
      expect(head.status).toBe(200);
      expect(head.headers.get('content-length')).toBe(String(FILE.length));
      expect((await bytesOf(head)).length).toBe(0);
      const known = await play(grant, { 'If-None-Match': `"${sha256(FILE)}"` });
      expect(known.status).toBe(304);
      expect((await bytesOf(known)).length).toBe(0);
    });
  });

  describe('of a part', () => {
    const { length } = FILE;

    it.each([
      ['bytes=0-99', 0, 99],
      ['bytes=100-', 100, length - 1],
      ['bytes=-50', length - 50, length - 1],
      [`bytes=10-${length + 1000}`, 10, length - 1],
      ['bytes=0-9,10-19', 0, 19],
    ])('sends %s', async (range, start, end) => {
      const response = await play(await granted(learner), { Range: range });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${length}`);
      expect(response.headers.get('content-length')).toBe(String(end - start + 1));
      expect(await bytesOf(response)).toEqual(FILE.subarray(start, end + 1));
    });

    it.each(['bytes=0-9,100-109', 'lines=1-2', 'bytes=x'])(
      'sends all of the file for %s',
      async (range) => {
        const response = await play(await granted(learner), { Range: range });
        expect(response.status).toBe(200);
        expect(await bytesOf(response)).toEqual(FILE);
      },
    );

    it('refuses one beyond the end', async () => {
      const response = await play(await granted(learner), { Range: `bytes=${length}-` });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe(`bytes */${length}`);
      expect(await response.json()).toMatchObject({ code: 'media.range_not_satisfiable' });
    });

    it('is of the version that the client has begun with', async () => {
      const grant = await granted(learner);
      const range = { Range: 'bytes=0-9' };
      const same = await play(grant, { ...range, 'If-Range': `"${sha256(FILE)}"` });
      const other = await play(grant, { ...range, 'If-Range': '"another"' });
      expect([same.status, other.status]).toEqual([206, 200]);
      await Promise.all([bytesOf(same), bytesOf(other)]);
    });
  });

  describe('is refused', () => {
    it.each([
      ['without an enrollment', undefined, 'media.not_entitled'],
      ['once it has ended', EnrollmentStatus.ended, 'media.not_entitled'],
      ['while it is suspended', EnrollmentStatus.suspended, 'course.access_disputed'],
    ])('%s, at the next grant', async (_when, status, code) => {
      const earlier = await granted(learner);
      if (status) fixture.courses.enroll(1, status);
      else fixture.courses.enrollments.respondWith(() => ({ enrollment: null }));
      const refused = await request(learner, mediaId, lessonOf(published));
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code });
      expect(refused.text).not.toContain('grant=');
      // What was granted before runs out by itself.
      expect((await play(earlier)).status).toBe(200);
    });

    it('to visitors, unless the lesson is a preview', async () => {
      fixture.courses.enrollments.respondWith(() => ({ enrollment: null }));
      expect((await request(undefined, mediaId, lessonOf(published))).status).toBe(403);
      const preview = await fixture.published(mediaId, { preview: true });
      const { body } = await request(undefined, mediaId, lessonOf(preview)).expect(201);
      expect((await play(body)).status).toBe(200);
    });

    it('for a file that the lesson does not contain', async () => {
      const other = await fixture.video();
      const elsewhere = await fixture.published(other);
      const pairs: [string, object][] = [
        [other, lessonOf(published)],
        [mediaId, lessonOf(elsewhere)],
        [mediaId, { courseId: published.courseId, lessonId: elsewhere.lesson.id }],
        [mediaId, { courseId: newId(), lessonId: published.lesson.id }],
        [newId(), lessonOf(published)],
      ];
      const statuses: number[] = [];
      for (const [id, lesson] of pairs) statuses.push((await request(learner, id, lesson)).status);
      expect(statuses).toEqual([404, 404, 404, 404, 404]);
    });

    it('without a lesson to all but its owner', async () => {
      const owner = fixture.courses.instructor;
      const { body } = await request(owner).expect(201);
      expect((await play(body)).status).toBe(200);
      const others = [
        undefined,
        learner,
        await fixture.courses.course.user(Role.instructor),
        fixture.courses.admin,
      ];
      const statuses: number[] = [];
      for (const user of others) statuses.push((await request(user)).status);
      expect(statuses).toEqual([404, 404, 404, 404]);
    });

    it('for a file that is not ready', async () => {
      const client = new MediaClient(fixture.courses.course, fixture.courses.instructor);
      const arriving = await client.begun({ kind: 'video', filename: 'x' }, 100);
      expect((await request(fixture.courses.instructor, arriving)).status).toBe(404);
    });
  });

  describe('with an address that was not granted', () => {
    const key = new TextEncoder().encode(SECRET);
    const claims = (changes: object = {}) => ({
      ...{ media: mediaId, sub: learner.id, aud: 'media-playback' },
      ...{ exp: Math.floor(Date.now() / 1000) + 60 },
      ...changes,
    });
    const signed = (payload: object, secret = key) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    const at = (grant: string, id = mediaId) => ({
      url: `http://x/api/v1/media/${id}/content?grant=${grant}`,
    });

    it('is refused', async () => {
      const { url } = await granted(learner);
      const token = new URL(url).searchParams.get('grant') ?? '';
      const [header = '', payload = '', signature = ''] = token.split('.');
      const otherMedia = await fixture.video();
      const forged = {
        changed: [at(`${header}.${payload}.${signature.slice(1)}A`), 'media.grant_invalid'],
        ofAnotherFile: [at(token, otherMedia), 'media.grant_invalid'],
        unsigned: [at(new UnsecuredJWT(claims()).encode()), 'media.grant_invalid'],
        ofAnotherSecret: [
          at(await signed(claims(), new TextEncoder().encode(`${SECRET}!`))),
          'media.grant_invalid',
        ],
        forAnotherUse: [at(await signed(claims({ aud: 'else' }))), 'media.grant_invalid'],
        withoutEnd: [at(await signed(claims({ exp: undefined }))), 'media.grant_invalid'],
        accessToken: [at(learner.token), 'media.grant_invalid'],
        ofAnotherForm: [at('x'), 'media.grant_invalid'],
        over: [at(await signed(claims({ exp: 1 }))), 'media.grant_expired'],
      } as const;
      const outcomes = await Promise.all(
        Object.entries(forged).map(async ([name, [address]]) => {
          const response = await play(address);
          const { code } = (await response.json()) as { code: string };
          return [name, response.status, code];
        }),
      );
      expect(outcomes).toEqual(Object.entries(forged).map(([name, [, code]]) => [name, 403, code]));
      const bare = await play({ url: `http://x/api/v1/media/${mediaId}/content` });
      expect(bare.status).toBe(400);
    });
  });
});

describe('playback from the storage itself', () => {
  let direct: LessonFixture;

  beforeAll(async () => {
    direct = await LessonFixture.start({ MEDIA_DELIVERY: 'redirect' });
  });

  afterAll(() => direct.courses.stop());

  it('redirects to an address that is signed for the file alone', async () => {
    const id = await direct.video();
    const { course, instructor } = direct.courses;
    const { body } = await course.http
      .post(`/api/v1/media/${id}/playback-grants`)
      .set(bearer(instructor))
      .send({})
      .expect(201);
    const { pathname, search } = new URL(body.url);
    const response = await fetch(`${course.url}${pathname}${search}`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const target = response.headers.get('location') ?? '';
    const part = await fetch(target, { headers: { Range: 'bytes=0-99' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-type')).toBe('video/mp4');
    expect(part.headers.get('content-disposition')).toBe('inline; filename="A file"');
    expect(await bytesOf(part)).toEqual(FILE.subarray(0, 100));
    const elsewhere = new URL(target);
    elsewhere.pathname = elsewhere.pathname.replace(id, newId());
    expect((await fetch(elsewhere)).status).toBe(403);
  });
});
