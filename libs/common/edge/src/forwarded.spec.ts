import { type FastifyInstance, fastify } from 'fastify';
import { believeOwnProxies } from './forwarded';

describe('what a request says about its origin', () => {
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

  const said = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'example.com',
    'x-forwarded-proto': 'https',
  };

  it('is believed where no secret is asked for, and with the right one', async () => {
    expect(await left(undefined, { ...said, 'x-proxy-secret': 'any' })).toEqual(said);
    expect(await left('known', { ...said, 'x-proxy-secret': 'known' })).toEqual(said);
  });

  it.each([{}, { 'x-proxy-secret': 'guess' }, { 'x-proxy-secret': '' }])(
    'is forgotten from anybody else: %j',
    async (secret) => {
      expect(await left('known', { ...said, ...secret })).toEqual({});
    },
  );

  it.each([
    ['198.51.100.1,203.0.113.7', '198.51.100.1, 203.0.113.7'],
    ['forged, 198.51.100.1 , 2001:db8::1', '198.51.100.1, 2001:db8::1'],
    ['198.51.100.1, unknown, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 198.51.100.1:4711', undefined],
    ['', undefined],
  ])('of %j only the addresses behind the last entry that is none stay', async (value, kept) => {
    expect(await left(undefined, { 'x-forwarded-for': value })).toEqual(
      kept === undefined ? {} : { 'x-forwarded-for': kept },
    );
  });
});
