import { ApiError, unwrap } from './problem';

function answered(status: number, error?: unknown, data?: string) {
  const response = new Response(null, { status, statusText: 'As it is called' });
  return Promise.resolve({ response, ...(data === undefined ? {} : { data }), error });
}

describe('unwrap', () => {
  it('gives the body of a success', async () => {
    expect(await unwrap(answered(200, undefined, 'a body'))).toBe('a body');
  });

  it('throws the problem of a failure, and says it', async () => {
    const problem = { type: '/errors/x', title: 'X', status: 409, detail: 'So it is', code: 'x.y' };
    const failure = unwrap(answered(409, problem));
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
    ['what is no problem', { error: 'no' }, 'The server answered 502.'],
    ['a text', 'Bad gateway', 'Bad gateway'],
    ['nothing', undefined, 'The server answered 502.'],
    ['null', null, 'The server answered 502.'],
  ])('makes a problem of %s', async (_what, error, detail) => {
    await expect(unwrap(answered(502, error))).rejects.toMatchObject({
      message: `http.unexpected_answer: ${detail}`,
      problem: {
        type: 'about:blank',
        title: 'As it is called',
        status: 502,
        detail,
        code: 'http.unexpected_answer',
      },
    });
  });
});
