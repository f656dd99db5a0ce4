import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';
import { readPage, titleOf } from './page-text';

describe('the pages of the portal', () => {
  let gateway: FastifyInstance;

  beforeAll(async () => {
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    gateway = await createGateway(GatewaySettings.load({}), logger);
  });

  afterAll(() => gateway.close());

  async function read(url: string, language = 'en'): Promise<string> {
    const page = await gateway.inject({ url, headers: { 'accept-language': language } });
    expect(page.statusCode).toBe(200);
    return page.body;
  }

  it('begin with every service, what it owns and where it is on this machine', async () => {
    const body = await read('/');
    expect(titleOf(body)).toBe('Course Plateform');
    const page = readPage(body);
    const table = page.slice(page.indexOf('Service | Owns | On its own port') + 1);
    expect(table).toEqual(
      SERVICES.map(
        ({ name, prefixes }) =>
          `${name} | ${prefixes.map((prefix) => `/api/v1/${prefix}`).join(' ')} | health · metrics · docs`,
      ),
    );
    for (const { name, port } of SERVICES) {
      expect(body).toContain(`href="/docs?service=${name}"`);
      for (const path of ['health/ready', 'metrics', 'docs']) {
        expect(body).toContain(`href="http://127.0.0.1:${port}/${path}"`);
      }
    }
  });

  it.each(['/docs', '/signed-in'])('let people sign in and try all services: %s', async (url) => {
    const body = await read(url);
    expect(titleOf(body)).toBe('Try the interface – Course Plateform');
    expect(readPage(body)).toEqual(
      expect.arrayContaining(['E-mail', 'Password', 'Sign in', 'Sign in with Google']),
    );
    expect(body).toContain(`data-services="${SERVICES.map(({ name }) => name).join(' ')}"`);
    expect(
      [...body.matchAll(/<script src="\/assets\/([\w-]+)\./g)].map(([, name]) => name),
    ).toEqual(['swagger-ui-bundle', 'swagger-ui-standalone-preset', 'docs']);
    expect(body).toMatch(/<link rel="stylesheet" href="\/assets\/swagger-ui\.\w+\.css" \/>/);
  });

  it.each([
    [
      '/verify-email',
      '/api/v1/auth/email-verifications/confirmations',
      ['Confirm your e-mail address', 'Confirm'],
      'Your address is confirmed.',
    ],
    [
      '/reset-password',
      '/api/v1/auth/password-resets/confirmations',
      ['Choose a new password', 'New password', 'Save'],
      'Your password is changed. Sign in with it.',
    ],
  ])('take the secret of a mail at %s, and tell it nobody else', async (url, path, words, done) => {
    const body = await read(`${url}?token=secret`);
    expect(titleOf(body)).toBe(`${words[0]} – Course Plateform`);
    expect(readPage(body)).toEqual(words);
    expect(body).toContain(`data-path="${path}" data-done="${done}"`);
    // The address holds the secret, and links and assets of the page are asked for with their referrer.
    expect(body).toContain('<meta name="referrer" content="no-referrer" />');
    expect(body).not.toContain('secret');
    expect(readPage(await read(url, 'fr'))).not.toEqual(words);
  });
});
