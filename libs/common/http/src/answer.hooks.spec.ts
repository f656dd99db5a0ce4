import { Readable } from 'node:stream';
import { type FastifyInstance, fastify } from 'fastify';
import { completeAnswers } from './answer.hooks';

describe('completeAnswers', () => {
  let server: FastifyInstance;

  beforeEach(() => {
    server = fastify();
    completeAnswers(server, undefined);
    server.get('/note', () => ({ version: 7, text: 'x' }));
    server.post('/note', () => ({ version: 7, text: 'x' }));
    server.get('/list', () => ({ version: 'first', items: [] }));
    server.get('/file', (_request, reply) => reply.send(Readable.from(['bytes'])));
  });

  afterEach(() => server.close());

  function read(url: string, tag?: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') {
    return server.inject({ method, url, ...(tag ? { headers: { 'if-none-match': tag } } : {}) });
  }

  it('tags a resource with its version, and anything else by what it holds', async () => {
    expect((await read('/note')).headers.etag).toBe('"7"');
    const [one, same] = [await read('/list'), await read('/list')];
    expect(one.headers.etag).toMatch(/^"[\w-]{27}"$/);
    expect(same.headers.etag).toBe(one.headers.etag);
  });

  it.each(['GET', 'HEAD'] as const)('leaves out what the reader of a %s has', async (method) => {
    for (const tag of ['"7"', 'W/"7"', '*', '"6", "7"']) {
      const answer = await read('/note', tag, method);
      expect([tag, answer.statusCode, answer.body, answer.headers.etag]).toEqual([
        tag,
        304,
        '',
        '"7"',
      ]);
      expect(answer.headers).not.toHaveProperty('content-type');
      expect(answer.headers).not.toHaveProperty('content-length');
    }
    expect((await read('/note', '"8"', method)).statusCode).toBe(200);
  });

  it('gives the answer to a change, whatever tag comes with it', async () => {
    const answer = await read('/note', '"7"', 'POST');
    expect([answer.statusCode, answer.json()]).toEqual([200, { version: 7, text: 'x' }]);
  });

  it('gives an answer without a tag to whoever names one', async () => {
    for (const tag of ['"7"', '*']) {
      const answer = await read('/file', tag);
      expect([answer.statusCode, answer.body]).toEqual([200, 'bytes']);
      expect(answer.headers.etag).toBeUndefined();
    }
  });
});
