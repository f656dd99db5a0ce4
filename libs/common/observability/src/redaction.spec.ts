import { redacted, redactedError } from './redaction';

describe('the fields of a log line', () => {
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
  ])('say nothing under the name %s', (name) => {
    expect(redacted({ [name]: 'canary', id: 7 })).toEqual({ [name]: '[redacted]', id: 7 });
  });

  it('are looked through, lists included, and are the same when there is no secret', () => {
    const plain = { id: 7, at: new Date(), bytes: Buffer.from('x'), list: [{ id: 8 }, null] };
    expect(redacted(plain)).toBe(plain);
    expect(redacted({ list: [1, { token: 'canary' }], none: null })).toEqual({
      list: [1, { token: '[redacted]' }],
      none: null,
    });
  });

  it('are left out where they lie too deep', () => {
    let deep: Record<string, unknown> = { token: 'canary' };
    for (let level = 0; level < 6; level += 1) deep = { deep };
    expect(JSON.stringify(redacted(deep))).toBe(
      '{"deep":{"deep":{"deep":{"deep":{"deep":{"deep":"[deep]"}}}}}}',
    );
  });
});

describe('the fields of an error', () => {
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
  ])('are kept under the name %s, and others are not', (name) => {
    expect(redactedError({ [name]: 'kept', detail: 'canary', params: ['canary'] })).toEqual({
      [name]: 'kept',
    });
  });

  it('are kept of each of several errors', () => {
    const aggregateErrors = [{ message: 'one', params: ['canary'] }, { message: 'two' }];
    expect(redactedError({ type: 'AggregateError', aggregateErrors, code: 7 })).toEqual({
      type: 'AggregateError',
      aggregateErrors: [{ message: 'one' }, { message: 'two' }],
      code: 7,
    });
    expect(redactedError({ code: { value: 'canary' } })).toEqual({ code: undefined });
  });

  it.each([
    [
      'E11000 duplicate key error dup key: { email: "a@x.test" } and { more }',
      'E11000 duplicate key error dup key: [redacted] and { more }',
    ],
    [
      'invalid input syntax for type uuid: "canary", in "note"',
      'invalid input syntax for type uuid: [redacted], in "note"',
    ],
    [
      'invalid input value for enum role: "canary"',
      'invalid input value for enum role: [redacted]',
    ],
    [
      'duplicate key\n - detail: Key (email)=(a\nb) exists.\n - hint: no a\n    at here',
      'duplicate key\n - detail: [redacted]\n - hint: [redacted]\n    at here',
    ],
    ['duplicate key\n - detail: Key (email)=(a)', 'duplicate key\n - detail: [redacted]'],
    [
      `Unexpected token 'c', "canary" is not valid JSON`,
      `Unexpected token 'c', [redacted] is not valid JSON`,
    ],
    [
      `Unexpected token 'c', ..."canary"... is not valid JSON`,
      `Unexpected token 'c', [redacted] is not valid JSON`,
    ],
    ['"canary" is not valid JSON', '[redacted] is not valid JSON'],
    ['column "text" of relation "note"', 'column "text" of relation "note"'],
    ['the input syntax: "plain"', 'the input syntax: "plain"'],
  ])('quote nobody in %j', (message, clean) => {
    expect(redactedError({ message })).toEqual({ message: clean });
  });

  it('say nothing of what GraphQL repeats, but where it happened', () => {
    const stack = 'GraphQLError: Variable "canary"\nis wrong\n    at here\n    at there';
    expect(redactedError({ type: 'GraphQLError', message: 'canary', stack, code: 'X' })).toEqual({
      type: 'GraphQLError',
      message: '[redacted]',
      stack: '[redacted]\n    at here\n    at there',
      code: 'X',
    });
  });
});
