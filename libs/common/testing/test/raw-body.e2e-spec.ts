import { createHash } from 'node:crypto';
import { type TestService, startTestService } from '../src';
import { notes } from './notes.service';

describe('a route with a raw body', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(notes);
  });

  afterAll(() => service.stop());

  /** Past supertest, which would write a buffer as JSON of its own. */
  async function send(body: string | Buffer, type = 'application/json') {
    const response = await fetch(`${service.url}/api/v1/notes/signed`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(Buffer.from(body)),
    });
    const content = (await response.json()) as { code?: string; bytes?: number; digest?: string };
    return { status: response.status, body: content };
  }

  it.each([
    [
      'JSON with spaces, escapes and a number that JavaScript cannot hold',
      '{ "a" : 1e400,\n"b":"\\u00e9" }',
    ],
    ['JSON that is none', '{"a":'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('receives %s unchanged', async (_what, body) => {
    const sent = Buffer.from(body);
    const response = await send(body);
    expect(response.status).toBe(200);
    const digest = createHash('sha256').update(sent).digest('hex');
    expect(response.body).toEqual({ bytes: sent.length, digest });
  });

  it('rejects content types other than JSON, and bodies that are too long', async () => {
    const form = await send('a=1', 'application/x-www-form-urlencoded');
    expect([form.status, form.body.code]).toEqual([415, 'request.unsupported_media_type']);
    const file = await send('GIF89a', 'image/gif');
    expect([file.status, file.body.code]).toEqual([415, 'request.unsupported_media_type']);
    const long = await send(`"${'x'.repeat(2048)}"`);
    expect([long.status, long.body.code]).toEqual([413, 'request.too_large']);
  });

  it('does not affect other routes', async () => {
    const parsed = await service.http
      .post('/api/v1/notes')
      .set('Content-Type', 'application/json')
      .set('Idempotency-Key', 'as-ever')
      .send('{"text":"é"}');
    expect([parsed.status, parsed.body.text]).toEqual([201, 'é']);
  });
});
