import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { problemTranslator } from '@course-plateform/common/i18n';
import { FixedClock, newId } from '@course-plateform/common/kernel';
import { type TestService, bearer, startTestService } from '../src';
import { Note, Weather, notes } from './notes.service';

describe('the behavior of every route', () => {
  let service: TestService;
  let weather: Weather;
  const clock = new FixedClock(new Date());

  beforeAll(async () => {
    service = await startTestService(notes, { clock });
    weather = service.get(Weather);
  });

  afterAll(() => service.stop());

  beforeEach(() => {
    weather.attempts = 0;
    weather.beforeCommit = () => Promise.resolve();
  });

  function write(text: string, key = newId()) {
    return service.http.post('/api/v1/notes').set('Idempotency-Key', key).send({ text });
  }

  // Before the clock moves: tokens are checked by it.
  describe('changes', () => {
    it('require a caller, then the version that was read', async () => {
      const { body } = await write('versioned');
      const change = () => service.http.patch(`/api/v1/notes/${body.id}`).send({ text: 'new' });
      const anonymous = await change();
      expect(anonymous.status).toBe(401);
      expect(anonymous.headers['www-authenticate']).toBe('Bearer');
      const user = bearer(await service.user());
      expect((await change().set(user)).status).toBe(428);
      expect((await change().set({ ...user, 'If-Match': '"9"' })).status).toBe(412);
      const done = await change().set({ ...user, 'If-Match': '"1"' });
      expect([done.status, done.headers.etag]).toEqual([200, '"2"']);
    });
  });

  describe('requests', () => {
    it('accept ids in capital letters', async () => {
      const { body } = await write('capital');
      const read = await service.http.get(`/api/v1/notes/${String(body.id).toUpperCase()}`);
      expect([read.status, read.body.id]).toEqual([200, body.id]);
      const named = await service.http.get(`/api/v1/notes/named/${String(body.id).toUpperCase()}`);
      expect([named.status, named.body.id]).toEqual([200, body.id]);
    });

    it.each(['notes', 'notes/named'])('find nothing by a name of 16 KB in %s', async (path) => {
      const { status, body } = await service.http.get(`/api/v1/${path}/${'x'.repeat(16_000)}`);
      expect([status, body.code]).toEqual([404, 'note.not_found']);
    });

    it('have no body when it is empty, whatever its content type', async () => {
      const { body } = await write('short-lived');
      const type = { 'Content-Type': 'application/json' };
      await service.http.delete(`/api/v1/notes/${body.id}`).set(type).expect(204);
      expect(await service.stored(Note, { text: 'short-lived' })).toEqual([]);
    });

    it('accept page numbers in decimal digits', async () => {
      await service.http.get('/api/v1/notes').query({ page: '02' }).expect(200);
    });
  });

  describe('responses', () => {
    it('have an entity tag, caching headers, language, trace and security headers', async () => {
      const { body } = await write('tagged');
      const response = await service.http.get(`/api/v1/notes/${body.id}`).set({
        'Accept-Language': 'fr-CH, en;q=0.5',
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      });
      expect(response.headers).toMatchObject({
        etag: '"1"',
        'cache-control': 'public, max-age=60, stale-while-revalidate=300',
        'content-language': 'fr',
        'x-content-type-options': 'nosniff',
      });
      expect(response.headers.vary).toContain('Authorization');
      expect(response.headers.traceparent).toContain('a'.repeat(32));
    });

    it('are 304 when the client has the current version', async () => {
      const { body } = await write('cached');
      const read = (tag: string) =>
        service.http.get(`/api/v1/notes/${body.id}`).set('If-None-Match', tag);
      const same = await read('"0", W/"1"');
      expect([same.status, same.text]).toEqual([304, '']);
      expect((await read('"2"')).status).toBe(200);
    });

    it('are the same for HEAD, without the body', async () => {
      const { body } = await write('headed');
      const head = (tag: string) =>
        service.http.head(`/api/v1/notes/${body.id}/copies`).set('If-None-Match', tag);
      const same = await head('"1"');
      expect([same.status, same.headers.etag]).toEqual([304, '"1"']);
      expect(same.headers).not.toHaveProperty('content-length');
      expect(same.headers).not.toHaveProperty('content-encoding');
      expect((await head('"2"')).status).toBe(200);
    });

    describe.each(['br', 'gzip'])('in the encoding %s', (encoding) => {
      const accept = { 'Accept-Encoding': encoding };

      /** As it comes over the line: the usual client unpacks it and says nothing. */
      async function read(path: string, headers: Record<string, string> = accept) {
        const outgoing = request(new URL(path, service.url), { headers });
        outgoing.end();
        const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
        const parts: Buffer[] = [];
        for await (const part of response) parts.push(part as Buffer);
        return {
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts),
        };
      }

      async function longNote(): Promise<string> {
        const { body } = await write('long');
        return `/api/v1/notes/${body.id}/copies`;
      }

      it('are smaller, and have a strong entity tag of their own', async () => {
        const path = await longNote();
        const packed = await read(path);
        const plain = await read(path, {});
        expect(packed.headers).toMatchObject({
          'content-encoding': encoding,
          etag: `"1-${encoding}"`,
          vary: expect.stringMatching(/accept-encoding/i),
        });
        expect(plain.headers.etag).toBe('"1"');
        expect(plain.headers.vary).toBe(packed.headers.vary);
        expect(packed.body.length).toBeLessThan(plain.body.length / 4);
        const unpack = encoding === 'br' ? brotliDecompressSync : gunzipSync;
        expect(unpack(packed.body)).toEqual(plain.body);
      });

      it('are 304 when the client has the current version in any encoding', async () => {
        const path = await longNote();
        for (const tag of [`"1-${encoding}"`, '"1"', 'W/"1"', `W/"1-${encoding}"`]) {
          const same = await read(path, { ...accept, 'If-None-Match': tag });
          expect([same.status, same.body.length]).toEqual([304, 0]);
          expect(same.headers.etag).toBe(tag.replace('W/', ''));
          expect(same.headers['content-encoding']).toBeUndefined();
        }
        const other = await read(path, { ...accept, 'If-None-Match': `"2-${encoding}"` });
        expect(other.status).toBe(200);
      });

      it('have an entity tag that a change accepts', async () => {
        const user = bearer(await service.user());
        const { body } = await write('packed');
        const { headers } = await read(`/api/v1/notes/${body.id}/copies`);
        const change = (tag: string) =>
          service.http
            .patch(`/api/v1/notes/${body.id}`)
            .set({ ...user, 'If-Match': tag })
            .send({ text: 'changed' });
        expect((await change(`"9-${encoding}"`)).status).toBe(412);
        expect((await change('"1-zstd"')).status).toBe(400);
        expect((await change(headers.etag ?? '')).status).toBe(200);
        expect((await change('W/"2"')).status).toBe(200);
      });

      it('are not compressed when they are short, or respond to a write', async () => {
        const { body } = await write('short');
        const short = await read(`/api/v1/notes/${body.id}`);
        expect(short.headers['content-encoding']).toBeUndefined();
        // Its errors make it long, and it repeats what was sent.
        const fields = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`key${at}`, 1]));
        const refused = await service.http
          .post('/api/v1/notes')
          .set({ ...accept, 'Idempotency-Key': newId() })
          .send(fields);
        expect(refused.status).toBe(422);
        expect(refused.headers['content-encoding']).toBeUndefined();
      });
    });

    it('are never cached by others when they are errors or private', async () => {
      const absent = await service.http.get(`/api/v1/notes/${newId()}`);
      expect(absent.status).toBe(404);
      expect(absent.headers['cache-control']).toBe('no-store');
      expect((await write('private')).headers['cache-control']).toBe('no-store');
    });
  });

  describe('errors', () => {
    it('have a constant type, code and status, and a trace id', async () => {
      const response = await service.http.get(`/api/v1/notes/${newId()}`);
      expect(response.headers['content-type']).toContain('application/problem+json');
      expect(response.body).toEqual({
        type: '/errors/note.not_found',
        title: 'No such note',
        status: 404,
        detail: 'No such note',
        code: 'note.not_found',
        instance: expect.stringMatching(/^\/api\/v1\/notes\//),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    });

    it('reveal nothing about a bug', async () => {
      const response = await service.http.get('/api/v1/notes/broken/on-purpose');
      expect([response.status, response.body.code]).toEqual([500, 'internal.error']);
      expect(JSON.stringify(response.body)).not.toMatch(/password|1234|at /);
    });

    it.each([
      ['broken JSON', '{"text":', 'application/json', 400, 'request.malformed'],
      ['no JSON at all', 'text=x', 'text/plain', 415, 'request.unsupported_media_type'],
      ['a picture', '\x89PNG', 'image/png', 415, 'request.unsupported_media_type'],
      ['a list', '[]', 'application/json', 422, 'request.invalid'],
      ['nothing', '', 'application/json', 422, 'request.invalid'],
      [
        'JSON in Latin-1',
        '{"text":"x"}',
        'application/json; charset=iso-8859-1',
        415,
        'request.unsupported_media_type',
      ],
      [
        'JSON in UTF-16',
        '{"text":"x"}',
        'application/json;charset="utf-16le"',
        415,
        'request.unsupported_media_type',
      ],
      [
        'a name that every object has',
        '{"text":"x","toString":1}',
        'application/json',
        422,
        'request.invalid',
      ],
      [
        'the name of a constructor',
        '{"text":"x","constructor":1}',
        'application/json',
        422,
        'request.invalid',
      ],
      [
        'too much',
        JSON.stringify({ text: 'x'.repeat(300_000) }),
        'application/json',
        413,
        'request.too_large',
      ],
      [
        'what is too deep',
        `{"text":${'['.repeat(40)}${']'.repeat(40)}}`,
        'application/json',
        400,
        'request.too_deep',
      ],
      [
        'what is so deep that walking through it would not end well',
        `{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
        'application/json',
        400,
        'request.too_deep',
      ],
      [
        'a polluted prototype',
        '{"__proto__":{"admin":true},"text":"x"}',
        'application/json',
        400,
        'request.malformed',
      ],
    ])('respond to %s', async (_what, body, type, status, code) => {
      const response = await service.http
        .post('/api/v1/notes')
        .set({ 'Idempotency-Key': newId(), 'Content-Type': type })
        .send(body);
      expect([response.status, response.body.code]).toEqual([status, code]);
    });

    it('reject bytes that are not UTF-8, and store none of them', async () => {
      const send = (type: string, body: Buffer, encoding = 'identity') =>
        service.http
          .post('/api/v1/notes')
          .set({ 'Idempotency-Key': newId(), 'Content-Type': type, 'Content-Encoding': encoding })
          // As it is: the client would write a buffer as JSON.
          .serialize((bytes: Buffer) => bytes as unknown as string)
          .send(body);
      const odd = Buffer.concat([Buffer.from('{"text":"odd '), Buffer.of(0xff), Buffer.from('"}')]);
      const refused = await send('application/json', odd);
      expect([refused.status, refused.body.code]).toEqual([400, 'request.malformed']);
      const packed = await send('application/json', gzipSync('{"text":"odd"}'), 'gzip');
      expect([packed.status, packed.body.code]).toEqual([415, 'request.unsupported_media_type']);
      expect(weather.attempts).toBe(0);
      for (const type of ['application/json; charset=UTF-8', 'application/json;charset="utf8"']) {
        expect((await send(type, Buffer.from('{"text":"Ünïcode"}'))).status).toBe(201);
      }
    });

    it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
      'reject the unknown query parameter %s',
      async (name) => {
        for (const path of ['/api/v1/notes', `/api/v1/notes/${newId()}`]) {
          const response = await service.http.get(`${path}?${name}=1`);
          expect([response.status, response.body.code]).toEqual([400, 'request.query_invalid']);
          expect(response.body.errors).toEqual([
            expect.objectContaining({ pointer: name, code: 'field.unknown' }),
          ]);
        }
      },
    );

    it.each(['0x2', '1e1', '0b1', ' 2', '2.', '+2', 'Infinity', '٢'])(
      'reject %s instead of a number in decimal digits',
      async (page) => {
        const response = await service.http.get('/api/v1/notes').query({ page });
        expect([response.status, response.body.code]).toEqual([400, 'request.query_invalid']);
      },
    );

    it('limit the number of reported fields', async () => {
      const fields = Object.fromEntries(Array.from({ length: 15_000 }, (_, at) => [`key${at}`, 1]));
      const response = await service.http
        .post('/api/v1/notes')
        .set('Idempotency-Key', newId())
        .send({ text: 'x', ...fields });
      expect(response.status).toBe(422);
      expect(response.body.errors).toHaveLength(50);
      expect(response.body.errorsLeftOut).toBe(14_950);
      const query = Array.from({ length: 1000 }, (_, at) => `k${at}=1`).join('&');
      const requested = await service.http.get(`/api/v1/notes?${query}`);
      expect([requested.status, requested.body.errors.length]).toEqual([400, 50]);
      expect(requested.body.errorsLeftOut).toBe(950);
    });

    it.each([
      ['an address with a broken escape', '/api/v1/notes/%zz', 400, 'request.malformed'],
      ['nothing', '/api/v1/nothing', 404, 'request.route_not_found'],
    ])('are in the language of the caller: %s', async (_what, path, status, code) => {
      const response = await service.http.get(path).set('Accept-Language', 'de, fr-CA;q=0.8');
      expect([response.status, response.body.code]).toEqual([status, code]);
      expect(response.headers['content-type']).toContain('application/problem+json');
      expect(response.headers['content-language']).toBe('fr');
      expect(response.body.title).toBe(problemTranslator('fr')(code, 'title', '', {}));
    });

    it.each([
      ['NUL', '"text":"a\\u0000b"', '/text', 'field.is_storable'],
      ['half a character', '"text":"a\\ud800b"', '/text', 'field.is_storable'],
      ['a line break in a name', '"text":"a\\nb"', '/text', 'field.is_one_line'],
      ['a mark that turns the text', '"text":"a\\u202etxt.exe"', '/text', 'field.is_one_line'],
      ['an isolate that is left open', '"text":"a\\u2066b"', '/text', 'field.is_one_line'],
      ['a number that is not exact', '"text":"a","pages":9007199254740993', '/pages', 'field.max'],
      ['an endless number', '"text":"a","pages":1e999', '/pages', 'field.is_int'],
    ])('point at the field with %s', async (_what, members, pointer, code) => {
      const response = await service.http
        .post('/api/v1/notes')
        .set({ 'Idempotency-Key': newId(), 'Content-Type': 'application/json' })
        .send(`{${members}}`);
      expect([response.status, response.body.code]).toEqual([422, 'request.invalid']);
      expect(response.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
      expect(weather.attempts).toBe(0);
    });

    it('are not raised for an Arabic name with its usual marks', async () => {
      expect((await write('C++ \u200fبالعربية')).status).toBe(201);
    });

    it('are sent for a request that cannot be parsed', async () => {
      const response = await service.http.get('/api/v1/notes').set('X-Long', 'x'.repeat(40_000));
      expect([response.status, response.body.code]).toEqual([431, 'request.headers_too_large']);
      expect(response.headers['content-type']).toContain('application/problem+json');
    });

    it('reject query parameters of operations without any, before they run', async () => {
      const { body } = await write('asked oddly');
      const key = newId();
      const odd = await service.http
        .post('/api/v1/notes?draft=true')
        .set('Idempotency-Key', key)
        .send({ text: 'asked oddly' });
      expect([odd.status, odd.body.code]).toEqual([400, 'request.query_invalid']);
      expect(odd.body.errors).toEqual([
        expect.objectContaining({ pointer: 'draft', code: 'field.unknown' }),
      ]);
      await service.http.get(`/api/v1/notes/${body.id}?fields=text`).expect(400);
      expect(await service.stored(Note, { text: 'asked oddly' })).toHaveLength(1);
      // A key that was refused is as good as new.
      await write('asked better', key).expect(201);
    });

    it('reject an unsupported method, and list the supported ones', async () => {
      const response = await service.http.put(`/api/v1/notes/${newId()}`).send({ text: 'x' });
      expect([response.status, response.body.code]).toEqual([405, 'request.method_not_allowed']);
      expect(response.headers.allow).toBe('GET, HEAD, PATCH, DELETE');
      const operation = await service.http.post('/health/live');
      expect([operation.status, operation.headers.allow]).toEqual([405, 'GET, HEAD']);
    });

    it('are sent for unknown routes', async () => {
      const response = await service.http.get('/api/v1/nothing');
      expect([response.status, response.body.code]).toEqual([404, 'request.route_not_found']);
    });
  });

  describe('operational routes', () => {
    it('report liveness, readiness and metrics by route template', async () => {
      await service.http.get('/health/live').expect(200, { status: 'up' });
      await service.http
        .get('/health/ready')
        .expect(200, { status: 'up', checks: { database: 'up', nats: 'up' }, optional: {} });
      await service.http.get(`/api/v1/notes/${newId()}`);
      const metrics = await service.http.get('/metrics').expect(200);
      expect(metrics.text).toMatch(
        /http_server_request_duration_seconds_count\{method="GET",route="\/api\/v1\/notes\/:id",status="404"/,
      );
    });

    it('serve the document of the running version', async () => {
      const { body } = await service.http.get('/openapi.json').expect(200);
      const create = body.paths['/api/v1/notes'].post;
      expect(create.operationId).toBe('createNote');
      expect(create.parameters).toContainEqual(
        expect.objectContaining({ name: 'Idempotency-Key', required: true }),
      );
      expect(Object.keys(create.responses)).toEqual(
        expect.arrayContaining(['201', '400', '409', '413', '415', '422', '503']),
      );
      expect(create['x-permission']).toBe('public');
      await service.http.get('/docs').expect(200);
    });
  });
});
