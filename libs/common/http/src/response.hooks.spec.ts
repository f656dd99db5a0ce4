import { Readable } from 'node:stream';
import { type FastifyInstance, fastify } from 'fastify';
import { completeResponses } from './response.hooks';

describe('completeResponses', () => {
  let server: FastifyInstance;

  beforeEach(() => {
    server = fastify();
    completeResponses(server, undefined);
    server.get('/note', () => ({ version: 7, text: 'x' }));
    server.post('/note', () => ({ version: 7, text: 'x' }));
    server.get('/list', () => ({ version: 'first', items: [] }));
    server.get('/file', (_request, reply) => reply.send(Readable.from(['bytes'])));
  });

  afterEach(() => server.close());

  function read(url: string, tag?: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') {
    return server.inject({ method, url, ...(tag ? { headers: { 'if-none-match': tag } } : {}) });
  }

  it('tags a resource with its version, and other responses with a hash', async () => {
    expect((await read('/note')).headers.etag).toBe('"7"');
    const [one, same] = [await read('/list'), await read('/list')];
    expect(one.headers.etag).toMatch(/^"[\w-]{27}"$/);
    expect(same.headers.etag).toBe(one.headers.etag);
  });

  it.each(['GET', 'HEAD'] as const)(
    'responds with 304 to a %s when the client has the current version',
    async (method) => {
      for (const tag of ['"7"', 'W/"7"', '*', '"6", "7"']) {
        const response = await read('/note', tag, method);
        expect([tag, response.statusCode, response.body, response.headers.etag]).toEqual([
          tag,
          304,
          '',
          '"7"',
        ]);
        expect(response.headers).not.toHaveProperty('content-type');
        expect(response.headers).not.toHaveProperty('content-length');
      }
      expect((await read('/note', '"8"', method)).statusCode).toBe(200);
    },
  );

  it('responds to a change with a body, whatever tags the request has', async () => {
    const response = await read('/note', '"7"', 'POST');
    expect([response.statusCode, response.json()]).toEqual([200, { version: 7, text: 'x' }]);
  });

  it('responds with a body when the response has no tag', async () => {
    for (const tag of ['"7"', '*']) {
      const response = await read('/file', tag);
      expect([response.statusCode, response.body]).toEqual([200, 'bytes']);
      expect(response.headers.etag).toBeUndefined();
    }
  });
});
