import { Readable } from 'node:stream';
import { type FastifyInstance, fastify } from 'fastify';
import { compressResponses, plainEntityTag } from './compression';

const LONG = { text: 'x'.repeat(5000) };
const ACCEPT = { 'accept-encoding': 'br' };

describe('compressResponses', () => {
  let server: FastifyInstance;

  beforeAll(async () => {
    server = fastify();
    await compressResponses(server);
    server.get('/long', (_request, reply) => reply.header('etag', '"7"').send(LONG));
    server.get('/weak', (_request, reply) => reply.header('etag', 'W/"7"').send(LONG));
    server.get('/short', (_request, reply) => reply.header('etag', '"7"').send({ text: 'x' }));
    server.get('/picture', (_request, reply) =>
      reply.type('image/png').send(Readable.from([Buffer.alloc(5000)])),
    );
    server.get('/events', (_request, reply) =>
      reply.type('text/event-stream').send('data: x\n\n'.repeat(1000)),
    );
    server.post('/long', (_request, reply) => reply.header('etag', '"7"').send(LONG));
    server.post('/course/graphql', () => LONG);
    server.route({ method: ['GET', 'PUT'], url: '/both', handler: () => LONG });
    await server.ready();
  });

  afterAll(() => server.close());

  async function encodingOf(method: 'GET' | 'HEAD' | 'POST' | 'PUT', url: string) {
    const { headers } = await server.inject({ method, url, headers: ACCEPT });
    return [headers['content-encoding'], headers.etag];
  }

  it('compresses responses to reads, with an entity tag per encoding', async () => {
    expect(await encodingOf('GET', '/long')).toEqual(['br', '"7-br"']);
    expect(await encodingOf('POST', '/course/graphql')).toEqual(['br', undefined]);
  });

  it('keeps a weak entity tag', async () => {
    expect(await encodingOf('GET', '/weak')).toEqual(['br', 'W/"7"']);
  });

  it.each([
    ['GET', '/short', '"7"'],
    ['POST', '/long', '"7"'],
    ['GET', '/picture', undefined],
    ['GET', '/events', undefined],
    ['PUT', '/both', undefined],
    ['GET', '/both', undefined],
  ] as const)('does not compress the response to %s %s', async (method, url, tag) => {
    expect(await encodingOf(method, url)).toEqual([undefined, tag]);
  });

  it('sends plain text with the plain entity tag on request', async () => {
    const { headers } = await server.inject({ url: '/long' });
    expect([headers['content-encoding'], headers.etag]).toEqual([undefined, '"7"']);
  });
});

describe('plainEntityTag', () => {
  it.each([
    ['"7"', '7'],
    ['"7-br"', '7'],
    ['W/"7-gzip"', '7'],
    ['"7-zstd"', '7-zstd'],
    ['7', undefined],
    ['"7" ', undefined],
  ])('of %s is %s', (tag, plain) => {
    expect(plainEntityTag(tag)).toBe(plain);
  });
});
