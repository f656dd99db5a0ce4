import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { type StoredDocument, plainDocument } from '../contract/plain.mts';
import { ROOT } from '../shared/paths.mts';
import {
  type ApiDocument,
  ambiguousCodes,
  operationProblems,
  repeated,
  routesOf,
  routesWithKey,
  strayPaths,
  unnamedCodes,
  wordingProblems,
} from './documents.mts';

/** What must not happen twice when a response is lost: it costs money, a place or an attempt. */
const ONCE_ONLY = [
  'POST /api/v1/attempts/{id}/submissions',
  'POST /api/v1/bank-transfers/{id}/confirmations',
  'POST /api/v1/coupons/batches',
  'POST /api/v1/disputes/{id}/evidence-submissions',
  'POST /api/v1/enrollments',
  'POST /api/v1/orders',
  'POST /api/v1/orders/{id}/payments',
  'POST /api/v1/orders/{id}/refund-requests',
  'POST /api/v1/orders/{id}/refunds',
  'POST /api/v1/payout-runs',
  'POST /api/v1/payouts/{id}/confirmations',
  'POST /api/v1/payouts/{id}/failures',
  'POST /api/v1/quizzes/{id}/attempts',
  'POST /api/v1/reconciliation/findings/{id}/repairs',
  'POST /api/v1/refund-requests/{id}/decisions',
  'POST /api/v1/refunds/{id}/completions',
];

function documentOf(service: string): ApiDocument {
  const file = path.join(ROOT, 'apps', service, 'openapi.json');
  return plainDocument<ApiDocument>(JSON.parse(readFileSync(file, 'utf8')) as StoredDocument);
}

const documents = SERVICES.map((service) => ({ service, document: documentOf(service.name) }));
const routes = documents.flatMap(({ document }) => routesOf(document));

describe('documents', () => {
  it('exist for the services and nothing else', () => {
    const found = globSync('apps/*/openapi.json', { cwd: ROOT }).map((file) => path.dirname(file));
    assert.deepEqual(found.sort(), SERVICES.map(({ name }) => path.join('apps', name)).sort());
  });

  it('declare callers, responses and failures for every operation', () => {
    assert.deepEqual(routes.flatMap(operationProblems), []);
  });

  it('have a summary and a paragraph for every operation', () => {
    assert.deepEqual(wordingProblems(routes), []);
  });

  it('declare the failures common to operations of the same form', () => {
    assert.deepEqual(unnamedCodes(routes), []);
  });

  it('require an Idempotency-Key exactly where a repeat would do harm', () => {
    assert.deepEqual(routesWithKey(routes).sort(), ONCE_ONLY);
  });

  it("have only paths with their service's prefixes", () => {
    const stray = documents.flatMap(({ service, document }) => strayPaths(service, document));
    assert.deepEqual(stray, []);
    const prefixes = SERVICES.flatMap((service) => [...service.prefixes, ...service.extraPrefixes]);
    assert.deepEqual(repeated(prefixes), []);
  });

  it('give each error code one status and title', () => {
    assert.deepEqual(ambiguousCodes(routes), []);
  });
});

describe('the document checks', () => {
  const failure = (code: string, status: number, title: string) => ({
    content: {
      'application/problem+json': { examples: { [code]: { value: { code, status, title } } } },
    },
  });

  it('report what an operation lacks', () => {
    const broken = routesOf({ paths: { '/a': { patch: { responses: { 400: {} } } } } });
    assert.deepEqual(broken.flatMap(operationProblems), [
      'PATCH /a does not say who may call it',
      'PATCH /a: 400 is of the type "" instead of application/problem+json',
    ]);
  });

  it('report unusable and duplicate summaries and missing descriptions', () => {
    const operation = (summary: string, description?: string) => ({
      ...{ summary, responses: {} },
      ...(description === undefined ? {} : { description }),
    });
    const broken = routesOf({
      paths: {
        '/a': {
          get: operation('Get a thing', 'The thing.'),
          put: operation('Get a thing', 'Another thing.'),
          post: operation('Make a thing.', 'no sentence'),
          patch: operation('Change a thing in more words than anybody reads'),
          delete: operation('', 'Two.\nParagraphs.'),
        },
      },
    });
    assert.deepEqual(wordingProblems(broken), [
      'POST /a: "Make a thing." is no summary',
      'POST /a: "no sentence" is no description',
      'PATCH /a: "Change a thing in more words than anybody reads" is no summary',
      'PATCH /a: "" is no description',
      'DELETE /a: "" is no summary',
      'DELETE /a: "Two.\nParagraphs." is no description',
      'Several operations are called "Get a thing"',
    ]);
  });

  it('report unusable responses', () => {
    const named = { 'x-permission': 'public' };
    const responses = {
      200: { content: { 'application/json': {} } },
      201: {},
      204: {},
      404: failure('a.not_found', 409, 'Not found'),
      500: { content: { 'application/problem+json': {} } },
    };
    const broken = routesOf({ paths: { '/a': { get: { ...named, responses } } } });
    assert.deepEqual(broken.flatMap(operationProblems), [
      'GET /a: 200 does not describe its body',
      'GET /a: 201 does not describe its body',
      'GET /a: 404 shows a.not_found as something else',
      'GET /a: 500 names no code',
    ]);
  });

  it("report an undeclared failure of the operation's form", () => {
    const responses = { 500: failure('internal.error', 500, 'Internal error') };
    const routes = routesOf({ paths: { '/a': { get: { 'x-permission': 'public', responses } } } });
    assert.deepEqual(unnamedCodes(routes), [
      'GET /a does not name request.malformed',
      'GET /a does not name auth.token_invalid',
      'GET /a does not name auth.token_expired',
      'GET /a does not name service.unavailable',
      'GET /a does not name upstream.unavailable',
    ]);
  });

  it('report ambiguous codes, repeated words, stray paths and unexpected required keys', () => {
    const document: ApiDocument = {
      paths: {
        '/api/v1/orders': { get: { responses: { 404: failure('a.gone', 404, 'Gone') } } },
        '/api/v1/orders-of-others': {
          post: {
            parameters: [{ in: 'header', name: 'Idempotency-Key', required: true }],
            responses: { 410: failure('a.gone', 410, 'Gone') },
          },
        },
      },
    };
    const service = { name: 'order', prefixes: ['orders'], extraPrefixes: [] };
    assert.deepEqual(ambiguousCodes(routesOf(document)), ['a.gone means 404 Gone and 410 Gone']);
    assert.deepEqual(repeated(['a', 'b', 'a', 'a']), ['a']);
    assert.deepEqual(strayPaths(service, document), [
      '/api/v1/orders-of-others is not a path of order',
    ]);
    assert.deepEqual(routesWithKey(routesOf(document)), ['POST /api/v1/orders-of-others']);
  });
});
