import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
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

/** What must not happen twice when an answer is lost: it costs money, a place or an attempt. */
const ONCE_ONLY = [
  'POST /api/v1/attempts/{id}/submissions',
  'POST /api/v1/bank-transfers/{id}/confirmations',
  'POST /api/v1/enrollments',
  'POST /api/v1/orders',
  'POST /api/v1/orders/{id}/payments',
  'POST /api/v1/quizzes/{id}/attempts',
];

function documentOf(service: string): ApiDocument {
  const file = path.join(ROOT, 'apps', service, 'openapi.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
}

const documents = SERVICES.map((service) => ({ service, document: documentOf(service.name) }));
const routes = documents.flatMap(({ document }) => routesOf(document));

describe('documents', () => {
  it('are there for the services and nothing else', () => {
    const found = globSync('apps/*/openapi.json', { cwd: ROOT }).map((file) => path.dirname(file));
    assert.deepEqual(found.sort(), SERVICES.map(({ name }) => path.join('apps', name)).sort());
  });

  it('say of every operation who may call it, what it answers and how it fails', () => {
    assert.deepEqual(routes.flatMap(operationProblems), []);
  });

  it('describe every operation in a summary and a paragraph', () => {
    assert.deepEqual(wordingProblems(routes), []);
  });

  it('name for each operation what every operation of its form can answer', () => {
    assert.deepEqual(unnamedCodes(routes), []);
  });

  it('require an Idempotency-Key for what must not happen twice, and for nothing else', () => {
    assert.deepEqual(routesWithKey(routes).sort(), ONCE_ONLY);
  });

  it('have only paths of their service, and no two services share one', () => {
    const stray = documents.flatMap(({ service, document }) => strayPaths(service, document));
    assert.deepEqual(stray, []);
    const prefixes = SERVICES.flatMap((service) => [...service.prefixes, ...service.extraPrefixes]);
    assert.deepEqual(repeated(prefixes), []);
  });

  it('give a code the same status and title everywhere', () => {
    assert.deepEqual(ambiguousCodes(routes), []);
  });
});

describe('the checks of documents', () => {
  const failure = (code: string, status: number, title: string) => ({
    content: {
      'application/problem+json': { examples: { [code]: { value: { code, status, title } } } },
    },
  });

  it('find what an operation lacks', () => {
    const broken = routesOf({ paths: { '/a': { patch: { responses: { 400: {} } } } } });
    assert.deepEqual(broken.flatMap(operationProblems), [
      'PATCH /a does not say who may call it',
      'PATCH /a: 400 is of the type "" instead of application/problem+json',
    ]);
  });

  it('find a summary that is none, or not the only one, and a missing description', () => {
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

  it('find answers nobody can use', () => {
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

  it('find a failure of the form of an operation that it does not name', () => {
    const responses = { 500: failure('internal.error', 500, 'Internal error') };
    const routes = routesOf({ paths: { '/a': { get: { 'x-permission': 'public', responses } } } });
    assert.deepEqual(unnamedCodes(routes), [
      'GET /a does not name request.malformed',
      'GET /a does not name auth.token_invalid',
      'GET /a does not name auth.token_expired',
      'GET /a does not name service.unavailable',
      'GET /a does not name neighbour.unavailable',
    ]);
  });

  it('find a code with two meanings, a repeated word, a stray path and a required key', () => {
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
