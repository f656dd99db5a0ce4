import { problemTranslator } from '@course-plateform/common/i18n';
import { FixedClock, newId } from '@course-plateform/common/kernel';
import { type TestService, bearer, startTestService } from '../src';
import { Note, Weather, notes } from './notes.service';

describe('what the platform promises for every route', () => {
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
    it('need a caller, then the version that was read', async () => {
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

  describe('answers', () => {
    it('carry an entity tag, caching rules, language, trace and protection', async () => {
      const { body } = await write('tagged');
      const answer = await service.http.get(`/api/v1/notes/${body.id}`).set({
        'Accept-Language': 'fr-CH, en;q=0.5',
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      });
      expect(answer.headers).toMatchObject({
        etag: '"1"',
        'cache-control': 'public, max-age=60, stale-while-revalidate=300',
        'content-language': 'fr',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers.vary).toContain('Authorization');
      expect(answer.headers.traceparent).toContain('a'.repeat(32));
    });

    it('are empty for a reader who has the present version', async () => {
      const { body } = await write('cached');
      const read = (tag: string) =>
        service.http.get(`/api/v1/notes/${body.id}`).set('If-None-Match', tag);
      const same = await read('"0", W/"1"');
      expect([same.status, same.text]).toEqual([304, '']);
      expect((await read('"2"')).status).toBe(200);
    });

    it('are never kept by others when they fail or are private', async () => {
      const absent = await service.http.get(`/api/v1/notes/${newId()}`);
      expect(absent.status).toBe(404);
      expect(absent.headers['cache-control']).toBe('no-store');
      expect((await write('private')).headers['cache-control']).toBe('no-store');
    });
  });

  describe('failures', () => {
    it('say the same over and over: type, code, status, trace id', async () => {
      const answer = await service.http.get(`/api/v1/notes/${newId()}`);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body).toEqual({
        type: '/errors/note.not_found',
        title: 'No such note',
        status: 404,
        detail: 'No such note',
        code: 'note.not_found',
        instance: expect.stringMatching(/^\/api\/v1\/notes\//),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    });

    it('tell nothing about a defect', async () => {
      const answer = await service.http.get('/api/v1/notes/broken/on-purpose');
      expect([answer.status, answer.body.code]).toEqual([500, 'internal.error']);
      expect(JSON.stringify(answer.body)).not.toMatch(/password|1234|at /);
    });

    it.each([
      ['broken JSON', '{"text":', 'application/json', 400, 'request.malformed'],
      ['no JSON at all', 'text=x', 'text/plain', 415, 'request.unsupported_media_type'],
      ['a list', '[]', 'application/json', 422, 'request.invalid'],
      ['nothing', '', 'application/json', 400, 'request.malformed'],
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
    ])('answer %s', async (_what, body, type, status, code) => {
      const answer = await service.http
        .post('/api/v1/notes')
        .set({ 'Idempotency-Key': newId(), 'Content-Type': type })
        .send(body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it.each([
      ['an address with a broken escape', '/api/v1/notes/%zz', 400, 'request.malformed'],
      [
        'a name that is too long',
        `/api/v1/notes/${'x'.repeat(300)}`,
        404,
        'request.route_not_found',
      ],
      ['nothing', '/api/v1/nothing', 404, 'request.route_not_found'],
    ])('speak the language of the caller: %s', async (_what, path, status, code) => {
      const answer = await service.http.get(path).set('Accept-Language', 'de, fr-CA;q=0.8');
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['content-language']).toBe('fr');
      expect(answer.body.title).toBe(problemTranslator('fr')(code, 'title', '', {}));
    });

    it.each([
      ['NUL', '"text":"a\\u0000b"', '/text', 'field.is_storable'],
      ['half a character', '"text":"a\\ud800b"', '/text', 'field.is_storable'],
      ['a line break in a name', '"text":"a\\nb"', '/text', 'field.is_one_line'],
      ['a mark that turns the text', '"text":"a\\u202etxt.exe"', '/text', 'field.is_one_line'],
      ['an isolate that is left open', '"text":"a\\u2066b"', '/text', 'field.is_one_line'],
      ['a number that is not exact', '"text":"a","pages":9007199254740993', '/pages', 'field.max'],
      ['an endless number', '"text":"a","pages":1e999', '/pages', 'field.is_int'],
    ])('name the field with %s', async (_what, members, pointer, code) => {
      const answer = await service.http
        .post('/api/v1/notes')
        .set({ 'Idempotency-Key': newId(), 'Content-Type': 'application/json' })
        .send(`{${members}}`);
      expect([answer.status, answer.body.code]).toEqual([422, 'request.invalid']);
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
      expect(weather.attempts).toBe(0);
    });

    it('are none for a name in Arabic with the marks its writers use', async () => {
      expect((await write('C++ \u200fبالعربية')).status).toBe(201);
    });

    it('answer a request that cannot even be read', async () => {
      const answer = await service.http.get('/api/v1/notes').set('X-Long', 'x'.repeat(40_000));
      expect([answer.status, answer.body.code]).toEqual([431, 'request.headers_too_large']);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('answer query parameters that an operation does not take, before it does anything', async () => {
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

    it('answer what has no route', async () => {
      const answer = await service.http.get('/api/v1/nothing');
      expect([answer.status, answer.body.code]).toEqual([404, 'request.route_not_found']);
    });
  });

  describe('operations', () => {
    it('report life, readiness and metrics by route template', async () => {
      await service.http.get('/health/live').expect(200, { status: 'up' });
      await service.http
        .get('/health/ready')
        .expect(200, { status: 'up', checks: { database: 'up', nats: 'up' } });
      await service.http.get(`/api/v1/notes/${newId()}`);
      const metrics = await service.http.get('/metrics').expect(200);
      expect(metrics.text).toMatch(
        /http_server_request_duration_seconds_count\{method="GET",route="\/api\/v1\/notes\/:id",status="404"/,
      );
    });

    it('serve the document of what is running', async () => {
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
