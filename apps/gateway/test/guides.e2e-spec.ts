import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';
import { readPage, titleOf } from './page-text';

const DOCS = path.resolve(__dirname, '../../../docs');

describe('the guides', () => {
  let gateway: FastifyInstance;

  beforeAll(async () => {
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    gateway = await createGateway(GatewaySettings.load({}), logger);
  });

  afterAll(() => gateway.close());

  async function read(url: string): Promise<string> {
    const page = await gateway.inject({ url });
    expect([url, page.statusCode]).toEqual([url, 200]);
    return page.body;
  }

  it('are all listed by title', async () => {
    const body = await read('/guides');
    const page = readPage(body);
    for (const file of readdirSync(path.join(DOCS, 'guides'))) {
      const [, title = ''] =
        /^# (.+)$/m.exec(readFileSync(path.join(DOCS, 'guides', file), 'utf8')) ?? [];
      expect(page).toContain(title);
      const address = `/guides/${path.basename(file, '.md')}`;
      expect(body).toContain(`href="${address}"`);
      expect(titleOf(await read(address))).toBe(`${title} – Course Plateform`);
    }
  });

  it('have no broken links', async () => {
    const seen = new Map<string, string>();
    const waiting = ['/guides'];
    const targets: { from: string; address: string; anchor: string }[] = [];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(at)) continue;
      const body = await read(at);
      seen.set(at, body);
      for (const [, href = ''] of body.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        const [address = '', anchor = ''] = href.split('#');
        if (/^[a-z]+:/.test(href)) continue;
        targets.push({ from: at, address: address || at, anchor });
        if (address.startsWith('/guides')) waiting.push(address);
      }
    }
    expect(seen.size).toBeGreaterThan(50);
    const broken = targets.filter(({ address, anchor }) => {
      const page = seen.get(address);
      if (page === undefined) return address.startsWith('/guides');
      return anchor !== '' && !page.includes(` id="${anchor}"`);
    });
    expect(broken).toEqual([]);
  });

  it('link a page by its title, not by its file name', async () => {
    const body = await read('/guides/develop');
    expect(body).not.toMatch(/>[\w-]+\.md</);
    expect(body).toContain('<a href="/guides/operate#browsers-and-proxies">Operating the platform');
  });

  it('list every setting with its default', async () => {
    expect(await read('/guides/settings')).toContain('DEMO_ACCOUNTS_FILE');
  });

  it('return 404 for an unknown guide', async () => {
    for (const name of ['nothing', 'decisions/nothing', '..%2f..%2fpackage.json', '%3Cscript%3E']) {
      const { statusCode, body } = await gateway.inject({ url: `/guides/${name}` });
      expect([400, 404]).toContain(statusCode);
      expect(body).not.toContain('<script>');
    }
  });
});
