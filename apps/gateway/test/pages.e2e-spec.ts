import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';
import type { OpenApiDocument } from '../src/portal/reference/openapi';
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

  it('start with a quick start, an overview and all services', async () => {
    const body = await read('/');
    expect(titleOf(body)).toBe('Course Plateform');
    const page = readPage(body);
    expect(page).toEqual(
      expect.arrayContaining(['Get an access token', 'Call the API', 'Use the typed client']),
    );
    for (const part of ['reference', 'docs', 'graphiql', 'errors', 'events', 'guides']) {
      expect(body).toContain(`<h3><a href="/${part}">`);
    }
    const { paths } = (await gateway.inject({ url: '/openapi.json' })).json<OpenApiDocument>();
    const count = Object.values(paths).flatMap((methods) => Object.keys(methods)).length;
    expect(page).toContain(`${count} operations with fields, examples and errors.`);
    const table = page.slice(page.indexOf('Service | Prefixes | On its own port') + 1);
    expect(table).toEqual(
      SERVICES.map(
        ({ name, prefixes }) =>
          `${name} | ${prefixes.map((prefix) => `/api/v1/${prefix}`).join(' ')} | health · metrics · docs`,
      ),
    );
  });

  it('offer demo accounts and the mailbox in development, and never in production', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'portal-'));
    const file = path.join(folder, 'accounts.json');
    const settings = { DEMO_ACCOUNTS_FILE: file, MAILBOX_PAGE_URL: 'http://127.0.0.1:1080' };
    const home = async (nodeEnv: string): Promise<string[]> => {
      const one = await createGateway(
        { ...GatewaySettings.load(settings), nodeEnv: nodeEnv as 'production' },
        createLogger({ service: 'gateway', level: 'silent' }),
      );
      const { body } = await one.inject({ url: '/' });
      await one.close();
      return readPage(body);
    };
    try {
      // The demo is filled in after the start.
      expect(await home('development')).not.toContain('Sign in as user');
      const account = { role: 'user', email: 'ada@example.com', password: 'Password123' };
      writeFileSync(file, JSON.stringify([account]));
      const shown = await home('development');
      expect(shown).toEqual(
        expect.arrayContaining(['user ada@example.com Password123', 'Sign in as user']),
      );
      expect(shown.join(' ')).toContain('in the mailbox');
      const hidden = (await home('production')).join(' ');
      expect(hidden).not.toMatch(/Password123|mailbox|127\.0\.0\.1:3001/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each(['/docs', '/signed-in'])('let users sign in and try all services: %s', async (url) => {
    const body = await read(url);
    expect(titleOf(body)).toBe('Try it – Course Plateform');
    expect(readPage(body)).toEqual(
      expect.arrayContaining(['E-mail', 'Password', 'Sign in', 'Sign in with Google']),
    );
    for (const { name } of SERVICES) expect(body).toContain(`<option>${name}</option>`);
    expect(
      [...body.matchAll(/<script defer src="\/assets\/([\w-]+)\./g)].map(([, name]) => name),
    ).toEqual(['enhance', 'swagger-ui-bundle', 'session']);
    expect(body).toMatch(/<link rel="stylesheet" href="\/assets\/swagger-ui\.\w+\.css" \/>/);
  });

  it('serve GraphiQL, also at its former address', async () => {
    expect(titleOf(await read('/graphiql'))).toBe('GraphQL – Course Plateform');
    const moved = await gateway.inject({ url: '/course/graphiql' });
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/graphiql']);
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
  ])(
    'read the secret of a mail at %s, and send it to no one else',
    async (url, path, words, done) => {
      const body = await read(`${url}?token=secret`);
      expect(titleOf(body)).toBe(`${words[0]} – Course Plateform`);
      expect(readPage(body)).toEqual(words);
      expect(body).toContain(`data-path="${path}" data-done="${done}"`);
      // The address holds the secret, and links and assets of the page are asked for with their referrer.
      expect(body).toContain('<meta name="referrer" content="no-referrer" />');
      expect(body).not.toContain('secret');
      expect(readPage(await read(url, 'fr'))).not.toEqual(words);
    },
  );
});
