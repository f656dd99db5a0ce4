import { inspect } from 'node:util';
import { ApiError, unwrap } from './problem';

function responded(status: number, error?: unknown, data?: string) {
  const response = new Response(null, { status, statusText: 'As it is called' });
  return Promise.resolve({ response, ...(data === undefined ? {} : { data }), error });
}

describe('unwrap', () => {
  it('returns the body of a success', async () => {
    expect(await unwrap(responded(200, undefined, 'a body'))).toBe('a body');
  });

  it('throws the problem of an error, with its texts', async () => {
    const problem = { type: '/errors/x', title: 'X', status: 409, detail: 'So it is', code: 'x.y' };
    const failure = unwrap(responded(409, problem));
    await expect(failure).rejects.toBeInstanceOf(ApiError);
    await expect(failure).rejects.toMatchObject({
      name: 'ApiError',
      message: 'x.y: So it is',
      code: 'x.y',
      status: 409,
      problem,
    });
  });

  it.each([
    ['what is no problem', { error: 'no' }, 'The server returned 502.'],
    ['a text', 'Bad gateway', 'Bad gateway'],
    ['nothing', undefined, 'The server returned 502.'],
    ['null', null, 'The server returned 502.'],
  ])('creates a problem for %s', async (_what, error, detail) => {
    await expect(unwrap(responded(502, error))).rejects.toMatchObject({
      message: `http.unexpected_response: ${detail}`,
      problem: {
        type: 'about:blank',
        title: 'As it is called',
        status: 502,
        detail,
        code: 'http.unexpected_response',
      },
    });
  });

  it('prints at most five lines: code, detail, fields, URL and trace, caller', async () => {
    const errors = [
      { pointer: '/title', code: 'field.is_length', detail: 'must have at least 1 character' },
      { pointer: '/level', code: 'field.is_enum', detail: 'must be one of: beginner' },
    ];
    const problem = {
      ...{ type: '/errors/request.invalid', title: 'Invalid request', status: 422, errors },
      ...{ detail: 'Some fields are invalid; see errors.', code: 'request.invalid' },
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    };
    const create = async (): Promise<unknown> => {
      try {
        return await unwrap(responded(422, problem));
      } catch (error) {
        return error;
      }
    };
    const failure = await create();
    const lines = inspect(failure).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'ApiError: 422 request.invalid',
      '  Some fields are invalid; see errors.',
      '  /title must have at least 1 character; /level must be one of: beginner',
      '  trace 4bf92f3577b34da6a3ce929d0e0e4736',
    ]);
    expect(lines[4]).toMatch(/^ {2}at (async )?create .*problem\.spec/);
    expect(lines).toHaveLength(5);
    expect(JSON.stringify(failure)).not.toContain('"response"');
  });
});
