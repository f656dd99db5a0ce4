import type { FastifyInstance } from 'fastify';
import { LOCALES } from '@course-plateform/common/i18n';
import { createLogger } from '@course-plateform/common/observability';
import { GatewaySettings } from '../src/env';
import { listErrors } from '../src/problems/error-catalog';
import { createGateway } from '../src/gateway';
import { readPage, titleOf } from './page-text';

describe('the error catalog', () => {
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

  it('lists every code once, without any service running', async () => {
    const response = await read('/errors', json);
    const codes: string[] = response.json().items.map(({ code }: { code: string }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes).toEqual(
      expect.arrayContaining(['internal.error', 'review.exists', 'request.precondition_failed']),
    );
    expect(response.json().items).toContainEqual({
      type: '/errors/review.exists',
      code: 'review.exists',
      status: 409,
      title: 'Course already reviewed',
    });
  });

  it('explains a code with its meaning, its remedy, and the operations that return it', async () => {
    const { body } = { body: (await read('/errors/review.exists', json)).json() };
    expect(body).toEqual({
      type: '/errors/review.exists',
      code: 'review.exists',
      status: 409,
      title: 'Course already reviewed',
      detail: 'You have already reviewed this course.',
      remedy: expect.stringMatching(/\w+/),
      owner: 'review',
      example: {
        type: '/errors/review.exists',
        title: 'Course already reviewed',
        status: 409,
        detail: 'You have already reviewed this course.',
        code: 'review.exists',
      },
      operations: [
        {
          operationId: 'createReview',
          service: 'review',
          method: 'POST',
          path: '/api/v1/reviews',
          href: '/reference/createReview',
        },
      ],
    });
  });

  it('names all operations for the errors of every operation', async () => {
    const services = (body: { operations: { service: string }[] }) =>
      new Set(body.operations.map(({ service }) => service)).size;
    for (const code of ['internal.error', 'service.unavailable', 'auth.token_expired']) {
      expect(services((await read(`/errors/${code}`, json)).json())).toBe(10);
    }
  });

  it('shows the same as a page in the user’s language', async () => {
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
      expect(page.body).toContain('href="/reference/createSession"');
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

  it('lists all codes in a table with their details', async () => {
    const { body: list } = await read('/errors');
    expect(titleOf(list)).toBe('What a failure means – Course Plateform');
    const rows = readPage(list);
    const total = listErrors('en').length;
    expect(rows.slice(0, 1)).toEqual(['What a failure means']);
    expect(rows).toContain(`Showing ${total} of ${total}`);
    const table = rows.indexOf('Code | Status | What it means');
    expect(rows.slice(table + 1)).toEqual(
      listErrors('en').map(({ code, status, title }) => `${code} | ${status} | ${title}`),
    );
    const { body: one } = await read('/errors/review.exists');
    expect(titleOf(one)).toBe('review.exists – Course Plateform');
    expect(readPage(one)).toEqual([
      'All failures',
      'Course already reviewed',
      'review.exists',
      'Status 409',
      'Declared by: review',
      'What it means',
      'You have already reviewed this course.',
      'What you can do',
      expect.stringMatching(/\w+/),
      'Example',
      expect.stringMatching(/^\{/),
      '"type": "/errors/review.exists",',
      '"title": "Course already reviewed",',
      '"status": 409,',
      '"detail": "You have already reviewed this course.",',
      '"code": "review.exists"',
      '}',
      'Operations that can fail with it',
      'review',
      'POST /api/v1/reviews',
    ]);
  });

  it('says that no operation returns a code, and which services declare a shared one', async () => {
    const declared = async (code: string): Promise<string[]> =>
      readPage((await read(`/errors/${code}`)).body);
    expect((await declared('graphql.query_too_deep')).at(-1)).toBe(
      'No HTTP operation fails with it: it occurs in GraphQL or between services.',
    );
    expect(await declared('internal.error')).toContain(
      'Declared by: the platform, for every service',
    );
  });

  it.each(LOCALES.filter((locale) => locale !== 'en'))(
    'has a remedy in %s for every code',
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
    [403, 'auth.forbidden', 'Sign in with an account that has the permission.'],
    [412, 'request.precondition_failed', 'Read the resource again and repeat your change.'],
    [429, 'auth.too_many_attempts', 'Wait as long as Retry-After says.'],
  ])('derives a remedy from the status %i for %s', async (status, code, remedy) => {
    expect((await read(`/errors/${code}`, json)).json()).toMatchObject({ status, remedy });
  });

  it('searches codes by several words, in the user’s language', async () => {
    const found = async (query: string, language: string): Promise<string[]> => {
      const url = `/errors?q=${encodeURIComponent(query)}`;
      const { body } = await read(url, { 'accept-language': language });
      return [...body.matchAll(/data-entry="(\S+)/g)].map(([, code]) => code ?? '');
    };
    expect(await found('REVIEWED course', 'en')).toEqual(['review.exists']);
    expect(await found('409 review.', 'en')).toEqual([
      ...['payment_review.not_applicable', 'review.exists'],
    ]);
    expect(await found('existe pedido', 'es')).toEqual(['order.not_found']);
    expect(await found('no such code', 'en')).toEqual([]);
  });

  it('has an example for every code', async () => {
    for (const { code, status, title } of listErrors('en')) {
      const { example } = (await read(`/errors/${code}`, json)).json();
      expect(example).toMatchObject({ type: `/errors/${code}`, code, status, title });
    }
  });

  it('returns 404 for an unknown code, as a page and as a problem', async () => {
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
