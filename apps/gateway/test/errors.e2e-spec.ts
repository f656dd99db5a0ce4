import type { FastifyInstance } from 'fastify';
import { LOCALES } from '@course-plateform/common/i18n';
import { createLogger } from '@course-plateform/common/observability';
import { GatewaySettings } from '../src/env';
import { listErrors } from '../src/problems/error-catalog';
import { createGateway } from '../src/gateway';
import { readPage, titleOf } from './page-text';

describe('the error catalogue', () => {
  let gateway: FastifyInstance;

  beforeAll(async () => {
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    gateway = await createGateway(GatewaySettings.load({}), logger);
    await gateway.ready();
  });

  afterAll(() => gateway.close());

  function read(url: string, headers: Record<string, string> = {}) {
    return gateway.inject({ url, headers });
  }

  const json = { accept: 'application/json' };

  it('lists every code once, with no service running', async () => {
    const answer = await read('/errors', json);
    const codes: string[] = answer.json().items.map(({ code }: { code: string }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes).toEqual(
      expect.arrayContaining(['internal.error', 'review.exists', 'request.precondition_failed']),
    );
    expect(answer.json().items).toContainEqual({
      type: '/errors/review.exists',
      code: 'review.exists',
      status: 409,
      title: 'Course already reviewed',
    });
  });

  it('explains a code: what it means, what to do, who answers with it and where to try that', async () => {
    const { body } = { body: (await read('/errors/review.exists', json)).json() };
    expect(body).toEqual({
      type: '/errors/review.exists',
      code: 'review.exists',
      status: 409,
      title: 'Course already reviewed',
      detail: 'You have already reviewed this course.',
      remedy: expect.stringMatching(/\w+/),
      owner: 'review',
      operations: [
        {
          operationId: 'createReview',
          service: 'review',
          method: 'POST',
          path: '/api/v1/reviews',
          href: '/docs?service=review#/reviews/createReview',
        },
      ],
    });
  });

  it('names all operations for what every operation can answer', async () => {
    const services = (body: { operations: { service: string }[] }) =>
      new Set(body.operations.map(({ service }) => service)).size;
    for (const code of ['internal.error', 'service.unavailable', 'auth.token_expired']) {
      expect(services((await read(`/errors/${code}`, json)).json())).toBe(10);
    }
  });

  it('shows the same to people, as a page in their language', async () => {
    for (const locale of LOCALES) {
      const page = await read('/errors/auth.too_many_attempts', { 'accept-language': locale });
      expect(page.headers).toMatchObject({
        'content-language': locale,
        'content-type': 'text/html; charset=utf-8',
        vary: expect.stringContaining('Accept-Language'),
      });
      expect(page.body).toContain(
        `<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`,
      );
      expect(page.body).toContain('href="/docs?service=auth#/sessions/');
      expect(page.body).toContain('{seconds}');
    }
  });

  it.each(LOCALES)('explains every code in %s', async (locale) => {
    for (const { code, title } of listErrors(locale)) {
      const [page, body] = await Promise.all([
        read(`/errors/${code}`, { 'accept-language': locale }),
        read(`/errors/${code}`, { ...json, 'accept-language': locale }),
      ]);
      expect([page.statusCode, body.statusCode]).toEqual([200, 200]);
      expect(body.json()).toMatchObject({ code, title });
    }
  });

  it('shows people all codes in a table, and everything about each', async () => {
    const { body: list } = await read('/errors');
    expect(titleOf(list)).toBe('What a failure means – Course Plateform');
    const rows = readPage(list);
    expect(rows.slice(0, 2)).toEqual(['Portal', 'What a failure means']);
    expect(rows[2]).toContain(` ${listErrors('en').length} codes.`);
    expect(rows[3]).toBe('Code | Status | What it means');
    expect(rows.slice(4)).toEqual(
      listErrors('en').map(({ code, status, title }) => `${code} | ${status} | ${title}`),
    );
    const { body: one } = await read('/errors/review.exists');
    expect(titleOf(one)).toBe('review.exists – Course Plateform');
    expect(readPage(one)).toEqual([
      'All failures',
      'Course already reviewed',
      'review.exists · Status 409 · Declared by: review',
      'What it means',
      'You have already reviewed this course.',
      'What you can do',
      expect.stringMatching(/\w+/),
      'Operations that can answer with it',
      'review',
      'POST /api/v1/reviews',
    ]);
  });

  it('says so of a code that no operation answers with, and who declares what all share', async () => {
    const declared = async (code: string): Promise<string[]> =>
      readPage((await read(`/errors/${code}`)).body);
    expect((await declared('graphql.query_too_deep')).at(-1)).toBe(
      'No HTTP operation answers with it: it comes up in GraphQL or between services.',
    );
    expect((await declared('internal.error'))[2]).toBe(
      'internal.error · Status 500 · Declared by: the platform, for every service',
    );
  });

  it.each(LOCALES.filter((locale) => locale !== 'en'))(
    'says in %s what to do about every code',
    async (locale) => {
      const remedy = async (code: string, language: string): Promise<string> =>
        (await read(`/errors/${code}`, { ...json, 'accept-language': language })).json().remedy;
      for (const { code } of listErrors(locale)) {
        const [english, theirs] = await Promise.all([remedy(code, 'en'), remedy(code, locale)]);
        expect([code, theirs === english]).toEqual([code, false]);
      }
    },
  );

  it.each([
    [401, 'auth.token_missing', 'Sign in, and send the access token you get.'],
    [402, 'course.not_entitled', 'Buy the course first.'],
    [403, 'auth.forbidden', 'Ask somebody who is allowed to, or sign in as somebody else.'],
    [412, 'request.precondition_failed', 'Read the resource again and repeat your change.'],
    [429, 'auth.too_many_attempts', 'Wait as long as Retry-After says.'],
  ])('tells by the status %i what to do about %s', async (status, code, remedy) => {
    expect((await read(`/errors/${code}`, json)).json()).toMatchObject({ status, remedy });
  });

  it('answers 404 for a code nobody declares, as a page and as a problem', async () => {
    const page = await read('/errors/nothing.known', { 'accept-language': 'es' });
    expect([page.statusCode, page.headers['content-language']]).toEqual([404, 'es']);
    expect(page.headers['content-type']).toContain('text/html');
    const body = await read('/errors/nothing.known', json);
    expect(body.statusCode).toBe(404);
    expect(body.json()).toMatchObject({ code: 'request.route_not_found' });
    const odd = await read('/errors/%3Cscript%3E');
    expect(odd.statusCode).toBe(404);
    expect(odd.body).not.toContain('<script>');
  });
});
