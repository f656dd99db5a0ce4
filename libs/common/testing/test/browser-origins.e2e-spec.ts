import { newId } from '@course-plateform/common/kernel';
import { type TestService, startTestService } from '../src';
import { notes } from './notes.service';

/** The preflight of a browser before it lets a page of another origin call (the Fetch standard). */
describe('a page of another origin', () => {
  const services: TestService[] = [];

  afterAll(async () => {
    for (const service of services) await service.stop();
  });

  async function start(environment: Record<string, string>): Promise<TestService> {
    const service = await startTestService(notes, { environment });
    services.push(service);
    return service;
  }

  function preflight(service: TestService, origin: string) {
    return service.http.options(`/api/v1/notes/${newId()}`).set({
      Origin: origin,
      'Access-Control-Request-Method': 'PATCH',
      'Access-Control-Request-Headers': 'authorization,content-type,if-match',
    });
  }

  it('can call in development if it is served on this machine', async () => {
    const service = await start({ NODE_ENV: 'development' });
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:3333']) {
      const requested = await preflight(service, origin);
      expect(requested.status).toBe(204);
      expect(requested.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': 'authorization,content-type,if-match',
      });
      const failed = await service.http.get(`/api/v1/notes/${newId()}`).set('Origin', origin);
      expect(failed.status).toBe(404);
      expect(failed.headers['access-control-allow-origin']).toBe(origin);
      expect(failed.headers['access-control-expose-headers']).toContain('ETag');
      expect(failed.headers.vary).toContain('Origin');
    }
    for (const origin of ['https://elsewhere.example', 'http://localhost.evil.example', 'null']) {
      const requested = await preflight(service, origin);
      expect(requested.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('can call in production only if CORS_ORIGINS contains its origin', async () => {
    const service = await start({ CORS_ORIGINS: 'https://shop.example' });
    const requested = await preflight(service, 'https://shop.example');
    expect(requested.headers['access-control-allow-origin']).toBe('https://shop.example');
    const local = await preflight(service, 'http://localhost:5173');
    expect(local.headers['access-control-allow-origin']).toBeUndefined();
    const none = await start({});
    expect((await preflight(none, 'http://localhost:5173')).status).toBe(405);
  });
});
