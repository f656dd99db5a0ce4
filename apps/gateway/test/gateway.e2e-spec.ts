import Fastify, { type FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import { GatewaySettings, addressSetting } from '../src/env';
import { createGateway } from '../src/gateway';
import joined from '../src/openapi.json';
import { gatewayRoutes } from '../src/proxy/routes';

describe('the gateway', () => {
  const upstreams = new Map<string, FastifyInstance>();
  let gateway: FastifyInstance;

  beforeAll(async () => {
    const addresses: Record<string, string> = {};
    for (const { name } of SERVICES) {
      const upstream = Fastify();
      upstream.get('/openapi.json', () => documentOf(name));
      upstream.all('/*', (request, reply) =>
        reply.header('x-service', name).send({
          url: request.url,
          method: request.method,
          authorization: request.headers.authorization ?? null,
          client: request.headers['x-forwarded-for'] ?? null,
          secret: request.headers['x-proxy-secret'] ?? null,
          body: request.body ?? null,
        }),
      );
      addresses[addressSetting(name)] = await upstream.listen({ port: 0, host: '127.0.0.1' });
      upstreams.set(name, upstream);
    }
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    const environment = { TRUSTED_PROXY_SECRET: 'only-we-know' };
    gateway = await createGateway({ ...GatewaySettings.load(environment), ...addresses }, logger);
    await gateway.ready();
  });

  afterAll(async () => {
    await gateway.close();
    for (const upstream of upstreams.values()) await upstream.close();
  });

  function documentOf(service: string) {
    return { info: { title: service }, paths: {} };
  }

  it.each(gatewayRoutes().map(({ prefix, service }) => [prefix, service]))(
    'routes %s to %s unchanged',
    async (prefix, service) => {
      for (const path of [prefix, `${prefix}/deeper?x=1&y=%20`]) {
        const response = await gateway.inject({
          method: 'POST',
          url: path,
          // What a client says about its address is nobody's word.
          headers: {
            authorization: 'Bearer abc',
            'x-forwarded-for': '198.51.100.9',
            'x-proxy-secret': 'a-guess',
          },
          remoteAddress: '203.0.113.7',
          payload: { a: 1 },
        });
        expect(response.statusCode).toBe(200);
        expect(response.headers['x-service']).toBe(service);
        expect(response.json()).toEqual({
          url: path,
          method: 'POST',
          authorization: 'Bearer abc',
          client: '203.0.113.7',
          secret: 'only-we-know',
          body: { a: 1 },
        });
      }
    },
  );

  it('gives every prefix to one service', () => {
    const prefixes = gatewayRoutes().map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  it('returns 404 for metrics and unknown paths', async () => {
    for (const url of ['/metrics', '/api/v1/unknown', '/api/v2/users']) {
      const response = await gateway.inject({ url });
      expect(response.statusCode).toBe(404);
      expect(response.json()).toMatchObject({ code: 'request.route_not_found' });
    }
  });

  it('serves pages that load nothing from elsewhere', async () => {
    for (const url of [
      '/',
      '/reference',
      '/reference/createOrder',
      '/docs',
      '/graphiql',
      '/events',
      '/guides',
      '/guides/operate',
      '/signed-in',
      '/verify-email',
      '/reset-password',
      '/errors',
      '/errors/order.not_found',
    ]) {
      const page = await gateway.inject({ url });
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.headers['content-security-policy']).toContain("default-src 'self'");
      for (const [, source] of page.body.matchAll(
        /(?:<script[^>]* src|rel="stylesheet" href)="([^"]+)"/g,
      )) {
        const script = await gateway.inject({ url: source ?? '' });
        expect(script.statusCode).toBe(200);
        // Its address changes with it.
        expect(source).toMatch(/\/assets\/[\w-]+\.([0-9a-f]{12}|[0-9A-Z]{8})\.(css|js)$/);
        expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      }
    }
  });

  it('shows the pages linked in mails in the browser’s language', async () => {
    const output = { en: 'Choose a new password', fr: 'Choisissez un nouveau mot de passe' };
    for (const [language, title] of Object.entries(output)) {
      const headers = { 'accept-language': language };
      const page = await gateway.inject({ url: '/reset-password?token=x', headers });
      expect(page.headers['content-language']).toBe(language);
      expect(page.body).toContain(`<h1>${title}</h1>`);
      expect(page.body).toContain('data-path="/api/v1/auth/password-resets/confirmations"');
    }
    const headers = { 'accept-language': 'ar' };
    const arabic = await gateway.inject({ url: '/verify-email', headers });
    expect(arabic.body).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.body).toContain('<button class="primary">تأكيد</button>');
  });

  it.each([
    ['GET', '/', 200, undefined],
    ['GET', '/health/live', 200, undefined],
    ['GET', '/asyncapi.json', 200, undefined],
    ['GET', '/openapi.json', 200, undefined],
    ['GET', '/api/v1/orders', 200, undefined],
    ['GET', '/api/v1/unknown', 404, 'request.route_not_found'],
    ['GET', '/api/v1/courses/%ZZ', 400, 'request.malformed'],
    ['GET', '/api/v1/courses/..%2Fx', 400, 'request.malformed'],
    ['GET', '/errors/order.not_found%00', 400, 'request.malformed'],
    ['POST', '/errors', 405, 'request.method_not_allowed'],
    ['TRACE', '/api/v1/orders', 405, 'request.method_not_allowed'],
  ] as const)(
    'sends security headers with the response to %s %s',
    async (method, url, status, code) => {
      const response = await gateway.inject({ method: method as 'GET', url });
      expect(response.statusCode).toBe(status);
      expect(response.headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'strict-transport-security': expect.any(String),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
      });
      if (code === undefined) return;
      expect(response.headers['content-type']).toContain('application/problem+json');
      expect(response.json()).toMatchObject({ code, status });
      if (status === 405) expect(response.headers.allow).toContain('GET, HEAD');
    },
  );

  it.each(['br', 'gzip'])('serves its pages and scripts with %s', async (encoding) => {
    const page = await gateway.inject({ url: '/docs' });
    const [script = ''] = /\/assets\/swagger-ui-bundle\.\w+\.js/.exec(page.body) ?? [];
    for (const url of ['/asyncapi.json', '/errors', '/', script]) {
      const plain = await gateway.inject({ url });
      const packed = await gateway.inject({ url, headers: { 'accept-encoding': encoding } });
      expect([url, packed.headers['content-encoding']]).toEqual([url, encoding]);
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    }
    expect((await gateway.inject({ url: '/assets/none.0123456789ab.js' })).statusCode).toBe(404);
  });

  it('has a favicon', async () => {
    const icon = await gateway.inject({ url: '/favicon.ico' });
    expect([icon.statusCode, icon.headers['content-type']]).toEqual([200, 'image/png']);
  });

  it('serves the document of each service, and nothing else', async () => {
    const response = await gateway.inject({ url: '/docs/openapi/user-progress.json' });
    expect(response.json()).toEqual(documentOf('user-progress'));
    expect((await gateway.inject({ url: '/docs/openapi/nobody.json' })).statusCode).toBe(404);
  });

  it('serves one document of all services, also while one is unavailable', async () => {
    const { paths } = (await gateway.inject({ url: '/openapi.json' })).json();
    const documented = Object.keys(paths);
    expect(documented).toEqual(Object.keys(joined.paths));
    const prefixes = gatewayRoutes().map(({ prefix }) => prefix);
    const unreachable = documented.filter(
      (path) => !prefixes.some((prefix) => `${path}/`.startsWith(`${prefix}/`)),
    );
    expect(unreachable).toEqual([]);
    expect(documented.length).toBeGreaterThan(prefixes.length);
  });

  it('names an unavailable service, and keeps serving the others', async () => {
    await upstreams.get('quiz')?.close();
    const document = await gateway.inject({ url: '/docs/openapi/quiz.json' });
    expect([document.statusCode, document.json().code]).toEqual([503, 'upstream.unavailable']);
    const response = await gateway.inject({ url: '/api/v1/quizzes/1' });
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('2');
    expect(response.json()).toMatchObject({ code: 'upstream.unavailable', status: 503 });
    expect((await gateway.inject({ url: '/api/v1/orders' })).statusCode).toBe(200);
    const headers = { 'accept-language': 'fr' };
    const french = await gateway.inject({ url: '/api/v1/quizzes/1', headers });
    expect(french.headers['content-language']).toBe('fr');
    expect(french.json().detail).toContain('« quiz »');
  });

  it('reports an unknown route in the caller’s language', async () => {
    const headers = { 'accept-language': 'de, fr-CA;q=0.8' };
    const nothing = await gateway.inject({ url: '/api/v1/unknown', headers });
    expect(nothing.headers['content-language']).toBe('fr');
    expect(nothing.json()).toMatchObject({ status: 404, title: 'Route inexistante' });
  });
});
