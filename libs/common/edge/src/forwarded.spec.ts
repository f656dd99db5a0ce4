import { type FastifyInstance, fastify } from 'fastify';
import { believeOwnProxies } from './forwarded';

describe('forwarding headers', () => {
  let server: FastifyInstance | undefined;

  afterEach(() => server?.close());

  /** The headers that are left of some. */
  async function left(
    secret: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<object> {
    server = fastify();
    believeOwnProxies(server, secret);
    server.get('/', ({ raw }) =>
      Object.fromEntries(Object.entries(raw.headers).filter(([name]) => name.startsWith('x-'))),
    );
    return (await server.inject({ url: '/', headers })).json<object>();
  }

  const output = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'example.com',
    'x-forwarded-proto': 'https',
  };

  it('are trusted when no secret is required, and with the right one', async () => {
    expect(await left(undefined, { ...output, 'x-proxy-secret': 'any' })).toEqual(output);
    expect(await left('known', { ...output, 'x-proxy-secret': 'known' })).toEqual(output);
  });

  it.each([{}, { 'x-proxy-secret': 'guess' }, { 'x-proxy-secret': '' }])(
    'are removed with any other secret: %j',
    async (secret) => {
      expect(await left('known', { ...output, ...secret })).toEqual({});
    },
  );

  it.each([
    ['198.51.100.1,203.0.113.7', '198.51.100.1, 203.0.113.7'],
    ['forged, 198.51.100.1 , 2001:db8::1', '198.51.100.1, 2001:db8::1'],
    ['198.51.100.1, unknown, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 198.51.100.1:4711', undefined],
    ['', undefined],
  ])('%j keep only the addresses after the last invalid entry', async (value, kept) => {
    expect(await left(undefined, { 'x-forwarded-for': value })).toEqual(
      kept === undefined ? {} : { 'x-forwarded-for': kept },
    );
  });
});
