import { redacted, redactedError } from './redaction';

describe('redaction of log fields', () => {
  it.each([
    'password',
    'newPassword',
    'currentPassword',
    'passwordHash',
    'token',
    'accessToken',
    'refreshToken',
    'idToken',
    'access_token',
    'refresh_token',
    'id_token',
    'secret',
    'clientSecret',
    'client_secret',
    'apiKey',
    'api_key',
    'privateKey',
    'private_key',
    'Authorization',
    'cookie',
    'set-cookie',
    'stripe-signature',
    'x-api-key',
    'idempotencyKey',
    'Idempotency-Key',
  ])('redacts the field %s', (name) => {
    expect(redacted({ [name]: 'marker', id: 7 })).toEqual({ [name]: '[redacted]', id: 7 });
  });

  it('covers lists and nested objects, and returns the same object without a secret', () => {
    const plain = { id: 7, at: new Date(), bytes: Buffer.from('x'), list: [{ id: 8 }, null] };
    expect(redacted(plain)).toBe(plain);
    expect(redacted({ list: [1, { token: 'marker' }], none: null })).toEqual({
      list: [1, { token: '[redacted]' }],
      none: null,
    });
  });

  it('omits fields that are nested too deep', () => {
    let deep: Record<string, unknown> = { token: 'marker' };
    for (let level = 0; level < 6; level += 1) deep = { deep };
    expect(JSON.stringify(redacted(deep))).toBe(
      '{"deep":{"deep":{"deep":{"deep":{"deep":{"deep":"[deep]"}}}}}}',
    );
  });
});

describe('redaction of errors', () => {
  it.each([
    'type',
    'name',
    'message',
    'stack',
    'code',
    'errno',
    'syscall',
    'address',
    'port',
    'status',
    'statusCode',
    'severity',
    'schema',
    'table',
    'column',
    'constraint',
    'routine',
    'codeName',
  ])('keeps the field %s, and no others', (name) => {
    expect(redactedError({ [name]: 'kept', detail: 'marker', params: ['marker'] })).toEqual({
      [name]: 'kept',
    });
  });

  it('covers each of several errors', () => {
    const aggregateErrors = [{ message: 'one', params: ['marker'] }, { message: 'two' }];
    expect(redactedError({ type: 'AggregateError', aggregateErrors, code: 7 })).toEqual({
      type: 'AggregateError',
      aggregateErrors: [{ message: 'one' }, { message: 'two' }],
      code: 7,
    });
    expect(redactedError({ code: { value: 'marker' } })).toEqual({ code: undefined });
  });

  it.each([
    [
      'E11000 duplicate key error dup key: { email: "a@x.test" } and { more }',
      'E11000 duplicate key error dup key: [redacted] and { more }',
    ],
    [
      'invalid input syntax for type uuid: "marker", in "note"',
      'invalid input syntax for type uuid: [redacted], in "note"',
    ],
    [
      'invalid input value for enum role: "marker"',
      'invalid input value for enum role: [redacted]',
    ],
    [
      'duplicate key\n - detail: Key (email)=(a\nb) exists.\n - hint: no a\n    at here',
      'duplicate key\n - detail: [redacted]\n - hint: [redacted]\n    at here',
    ],
    ['duplicate key\n - detail: Key (email)=(a)', 'duplicate key\n - detail: [redacted]'],
    [
      `Unexpected token 'c', "marker" is not valid JSON`,
      `Unexpected token 'c', [redacted] is not valid JSON`,
    ],
    [
      `Unexpected token 'c', ..."marker"... is not valid JSON`,
      `Unexpected token 'c', [redacted] is not valid JSON`,
    ],
    ['"marker" is not valid JSON', '[redacted] is not valid JSON'],
    ['column "text" of relation "note"', 'column "text" of relation "note"'],
    ['the input syntax: "plain"', 'the input syntax: "plain"'],
  ])('removes quoted input from %j', (message, clean) => {
    expect(redactedError({ message })).toEqual({ message: clean });
  });

  it('keeps only the location of GraphQL errors', () => {
    const stack = 'GraphQLError: Variable "marker"\nis wrong\n    at here\n    at there';
    expect(redactedError({ type: 'GraphQLError', message: 'marker', stack, code: 'X' })).toEqual({
      type: 'GraphQLError',
      message: '[redacted]',
      stack: '[redacted]\n    at here\n    at there',
      code: 'X',
    });
  });
});
