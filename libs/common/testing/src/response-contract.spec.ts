import { domainError } from '@course-plateform/common/kernel';
import { ResponseContract, type SeenResponse } from './response-contract';

class CupEmpty extends domainError({ code: 'cup.empty', status: 409, title: 'Cup empty' }) {}
class CupBroken extends domainError({ code: 'cup.broken', status: 409, title: 'Broken' }) {}

const cup = {
  type: 'object',
  required: ['ml'],
  properties: { ml: { type: 'integer' }, owner: { type: ['string', 'null'] } },
};
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const part = (more: object) => ({ type: 'object', properties: { code: {}, detail: {}, ...more } });
const contract = new ResponseContract({
  components: {
    schemas: {
      Cup: cup,
      Details: { type: 'object', properties: { errors: { type: 'array' } } },
      CupEmptyProblem: { allOf: [ref('schemas', 'Details'), part({ ml: { const: 0 } })] },
    },
    headers: { ETag: { required: true }, RateLimit: {} },
    responses: {
      CupEmpty: {
        content: {
          'application/problem+json': {
            schema: ref('schemas', 'CupEmptyProblem'),
            examples: { [CupEmpty.declaration.code]: {} },
          },
        },
      },
    },
  },
  paths: {
    '/api/v1/cups/{id}': {
      get: {
        responses: {
          200: {
            headers: { ETag: ref('headers', 'ETag'), RateLimit: ref('headers', 'RateLimit') },
            content: { 'application/json': { schema: ref('schemas', 'Cup') } },
          },
          304: {},
          409: ref('responses', 'CupEmpty'),
        },
      },
    },
  },
});

function response(status: number, body?: object, more: Partial<SeenResponse> = {}): SeenResponse {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json';
  const text = body ? JSON.stringify(body) : '';
  return {
    method: 'GET',
    route: '/api/v1/cups/:id',
    status,
    type,
    headers: status === 200 ? ['etag'] : [],
    body: text,
    ...more,
  };
}

describe('the contract of responses', () => {
  it.each([
    ['a described body', response(200, { ml: 1, owner: null })],
    ['no body where none is described', response(304)],
    ['a declared failure', response(409, { code: 'cup.empty' })],
    ['a failure with its members', response(409, { code: 'cup.empty', ml: 0, errors: [] })],
    [
      'a path that nobody serves',
      response(404, { code: 'request.route_not_found' }, { route: undefined }),
    ],
    ['routes that are not part of the interface', response(200, {}, { route: '/health/live' })],
  ])('allows %s', (_what, seen) => {
    expect(contract.breaches(seen)).toEqual([]);
  });

  it.each([
    ['a status', response(418), 'returned 418, an undeclared status'],
    [
      'a code of another status',
      response(404, { code: 'cup.empty' }),
      'returned 404 with the code cup.empty, an undeclared status',
    ],
    [
      'a code of another operation',
      response(409, { code: CupBroken.declaration.code }),
      'returned 409 with the code cup.broken, which is not declared there',
    ],
    [
      'a code that no class declares',
      response(409, { code: 'cup.melted' }),
      'returned 409 with the code cup.melted, which no class declares',
    ],
    [
      'a body',
      response(304, { ml: 1 }),
      'returned 304 with a body of the undeclared type "application/json"',
    ],
    [
      'a missing field',
      response(200, { owner: 'Ada' }),
      "returned 200, and its body must have required property 'ml'",
    ],
    [
      'a field too many',
      response(200, { ml: 1, secret: 2 }),
      'returned 200, and its body must NOT have unevaluated properties (secret)',
    ],
    [
      'a member of a failure',
      response(409, { code: 'cup.empty', litres: 0 }),
      'returned 409, and its body must NOT have unevaluated properties (litres)',
    ],
    [
      'a header',
      response(200, { ml: 1 }, { headers: ['ratelimit'] }),
      'returned 200 without the header ETag',
    ],
    [
      'a field of another type',
      response(200, { ml: 'x' }),
      'returned 200, and its body/ml must be integer',
    ],
    [
      'a value in a text',
      response(409, { code: 'cup.empty', detail: 'It holds {ml} ml.' }),
      'returned 409 without all values: It holds {ml} ml.',
    ],
    [
      'a number in the text of a field',
      response(409, { code: 'cup.empty', errors: [{ pointer: '/ml', detail: 'At most NaN.' }] }),
      'returned 409 without all values: At most NaN.',
    ],
  ])('reports %s', (_what, seen, complaint) => {
    expect(contract.breaches(seen)).toEqual([`GET /api/v1/cups/:id ${complaint}`]);
  });

  it('reports an operation that is not in the document', () => {
    expect(contract.breaches(response(200, {}, { method: 'PUT' }))).toEqual([
      'PUT /api/v1/cups/:id returned 200, but openapi.json has no such operation',
    ]);
  });
});
