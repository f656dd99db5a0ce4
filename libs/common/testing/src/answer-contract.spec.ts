import { domainError } from '@course-plateform/common/kernel';
import { AnswerContract, type SeenAnswer } from './answer-contract';

class CupEmpty extends domainError({ code: 'cup.empty', status: 409, title: 'Cup empty' }) {}
class CupBroken extends domainError({ code: 'cup.broken', status: 409, title: 'Broken' }) {}

const cup = {
  type: 'object',
  required: ['ml'],
  properties: { ml: { type: 'integer' }, owner: { type: 'string', nullable: true } },
};
const contract = new AnswerContract({
  components: { schemas: { Cup: cup } },
  paths: {
    '/api/v1/cups/{id}': {
      get: {
        responses: {
          200: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Cup' } } },
          },
          304: {},
          409: {
            content: {
              'application/problem+json': { examples: { [CupEmpty.declaration.code]: {} } },
            },
          },
        },
      },
    },
  },
});

function answer(status: number, body?: object, more: Partial<SeenAnswer> = {}): SeenAnswer {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json';
  const text = body ? JSON.stringify(body) : '';
  return { method: 'GET', route: '/api/v1/cups/:id', status, type, body: text, ...more };
}

describe('the contract of answers', () => {
  it.each([
    ['a described body', answer(200, { ml: 1, owner: null })],
    ['no body where none is described', answer(304)],
    ['a declared failure', answer(409, { code: 'cup.empty' })],
    [
      'a path that nobody serves',
      answer(404, { code: 'request.route_not_found' }, { route: undefined }),
    ],
    ['routes that are not part of the interface', answer(200, {}, { route: '/health/live' })],
  ])('allows %s', (_what, seen) => {
    expect(contract.breaches(seen)).toEqual([]);
  });

  it.each([
    ['a status', answer(418), 'answered 418, an undeclared status'],
    [
      'a code of another status',
      answer(404, { code: 'cup.empty' }),
      'answered 404 with the code cup.empty, an undeclared status',
    ],
    [
      'a code of another operation',
      answer(409, { code: CupBroken.declaration.code }),
      'answered 409 with the code cup.broken, which is not declared there',
    ],
    [
      'a code that no class declares',
      answer(409, { code: 'cup.melted' }),
      'answered 409 with the code cup.melted, which no class declares',
    ],
    [
      'a body',
      answer(304, { ml: 1 }),
      'answered 304 with a body of the undeclared type "application/json"',
    ],
    [
      'a missing field',
      answer(200, { owner: 'Ada' }),
      "answered 200, and its body must have required property 'ml'",
    ],
    [
      'a field too many',
      answer(200, { ml: 1, secret: 2 }),
      'answered 200, and its body must NOT have additional properties (secret)',
    ],
    [
      'a field of another type',
      answer(200, { ml: 'x' }),
      'answered 200, and its body/ml must be integer',
    ],
    [
      'a value in a text',
      answer(409, { code: 'cup.empty', detail: 'It holds {ml} ml.' }),
      'answered 409 without all values: It holds {ml} ml.',
    ],
    [
      'a number in the text of a field',
      answer(409, { code: 'cup.empty', errors: [{ pointer: '/ml', detail: 'At most NaN.' }] }),
      'answered 409 without all values: At most NaN.',
    ],
  ])('finds %s that is not declared or not there', (_what, seen, complaint) => {
    expect(contract.breaches(seen)).toEqual([`GET /api/v1/cups/:id ${complaint}`]);
  });

  it('finds an operation that the document does not have', () => {
    expect(contract.breaches(answer(200, {}, { method: 'PUT' }))).toEqual([
      'PUT /api/v1/cups/:id answered 200, but openapi.json has no such operation',
    ]);
  });
});
