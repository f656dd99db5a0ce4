import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';
import type { OpenApiDocument } from '../src/portal/reference/openapi';
import { readPage, titleOf } from './page-text';

describe('the API reference', () => {
  let gateway: FastifyInstance;
  let operations: { id: string; method: string; path: string; summary: string }[];

  beforeAll(async () => {
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    gateway = await createGateway(GatewaySettings.load({}), logger);
    const document = (await gateway.inject({ url: '/openapi.json' })).json<OpenApiDocument>();
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, summary }]) => ({
        id: operationId,
        method: method.toUpperCase(),
        path,
        summary,
      })),
    );
  });

  afterAll(() => gateway.close());

  async function read(url: string): Promise<string> {
    const page = await gateway.inject({ url, headers: { host: 'api.example.com' } });
    expect([url, page.statusCode]).toEqual([url, 200]);
    return page.body;
  }

  async function found(query: string): Promise<string[]> {
    const body = await read(`/reference?q=${encodeURIComponent(query)}`);
    return [...body.matchAll(/<a href="\/reference\/(\w+)"\s*>/g)].map(([, id]) => id ?? '');
  }

  it('lists every operation of every service once', async () => {
    expect(operations.length).toBeGreaterThan(100);
    const body = await read('/reference');
    expect(titleOf(body)).toBe('Reference – Course Plateform');
    const page = readPage(body);
    for (const { name } of SERVICES) expect(body).toContain(`<section id="${name}"`);
    const rows = operations.map(({ method, path, summary }) => `${method} ${summary} ${path}`);
    expect(page.filter((line) => /^(GET|HEAD|POST|PUT|PATCH|DELETE) /.test(line)).sort()).toEqual(
      rows.sort(),
    );
  });

  it.each([
    ['quote.expired', ['getQuote', 'createOrder']],
    ['/api/v1/certificates/{id}', ['getCertificate', 'revokeCertificate', 'restoreCertificate']],
    ['createCategory', ['createCategory']],
    ['POST createORDER', ['createOrder']],
    ['<script>', []],
  ])('finds operations by all words of %j', async (query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  it('keeps the search text in the field, escaped', async () => {
    const body = await read(`/reference?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain('<script>alert');
    expect(readPage(body)).toContain(`Showing 0 of ${operations.length}`);
  });

  it('describes every operation without gaps', async () => {
    for (const { id, summary, path } of operations) {
      const body = await read(`/reference/${id}`);
      expect(titleOf(body)).toBe(`${summary.replace(/'/g, '&#39;')} – Course Plateform`);
      const page = readPage(body);
      expect(page).toEqual(expect.arrayContaining([summary, 'Responses', 'Request']));
      expect(page.join(' ')).toContain(path);
      expect([id, page.join(' ')]).toEqual([id, expect.not.stringMatching(/undefined|\[object/)]);
    }
  });

  it('lists parameters, responses and errors of an operation', async () => {
    const body = await read('/reference/createOrder');
    const page = readPage(body);
    expect(page).toEqual(
      expect.arrayContaining([
        'Access token required',
        'Permission order:create',
        'Idempotency-Key string required',
        'quoteId string required',
        '201 Created',
        'total object required',
        'Fields of total',
        '409 | order.already_owned | Course already owned',
        '410 | quote.expired | Quote expired',
      ]),
    );
    expect(body).toContain('href="/docs?service=order#/orders/createOrder"');
    expect(body).toContain('href="/errors/order.already_owned"');
    expect(body).toContain('aria-current="page"');
    expect(body).toMatch(/rel="next" href="\/reference\/listOrders"/);
  });

  it('shows an example request for the address of the page', async () => {
    const page = readPage(await read('/reference/createOrder'));
    const request = page.slice(page.indexOf('Request'), page.indexOf('With the client'));
    expect(request.slice(1, 4)).toEqual([
      `curl 'http://api.example.com/api/v1/orders' \\`,
      '--request POST \\',
      '--header "Authorization: Bearer $TOKEN" \\',
    ]);
    expect(request).toContain(`--header 'Content-Type: application/json' \\`);
    expect(page).toContain(`client.POST('/api/v1/orders', {`);
  });

  it('shows the fields of each variant of a body', async () => {
    const page = readPage(await read('/reference/addLesson'));
    const variants = page.filter((line) => line.startsWith('When kind: '));
    const kinds = ['article', 'quiz', 'video', 'audio', 'document', 'link'];
    expect(variants).toEqual(kinds.map((kind) => `When kind: ${kind}`));
    const article = page.slice(page.indexOf('When kind: article'), page.indexOf('When kind: quiz'));
    expect(article.some((line) => line.startsWith('article string'))).toBe(true);
    expect(article.some((line) => line.startsWith('quizId'))).toBe(false);
  });

  it('returns 404 for an unknown operation', async () => {
    for (const id of ['nothing', '__proto__', '%3Cscript%3E']) {
      const page = await gateway.inject({ url: `/reference/${id}` });
      expect([page.statusCode, page.headers['content-type']]).toEqual([
        404,
        'text/html; charset=utf-8',
      ]);
      expect(page.body).not.toContain('<script>');
    }
  });
});
