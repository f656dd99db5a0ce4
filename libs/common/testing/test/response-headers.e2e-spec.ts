import { newId } from '@course-plateform/common/kernel';
import { type TestService, startTestService } from '../src';
import { notes } from './notes.service';

describe('response headers', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(notes);
  });

  afterAll(() => service.stop());

  function write(text: string) {
    return service.http.post('/api/v1/notes').set('Idempotency-Key', newId()).send({ text });
  }

  it('have the Location of a result, also on a replay', async () => {
    const key = newId();
    const post = () =>
      service.http.post('/api/v1/notes').set('Idempotency-Key', key).send({ text: 'located' });
    const [first, repeat] = [await post().expect(201), await post().expect(201)];
    expect(repeat.headers['idempotency-replayed']).toBe('true');
    const location = `/api/v1/notes/${first.body.id}`;
    expect([first.headers.location, repeat.headers.location]).toEqual([location, location]);
    expect((await service.http.get(location).expect(200)).body).toEqual(first.body);
    const refused = await service.http.post('/api/v1/notes').send({ text: 'located' });
    expect(refused.headers.location).toBeUndefined();
  });

  it('announce deprecation and sunset, on success and on errors', async () => {
    const { body } = await write('named');
    const deprecated = {
      deprecation: '@1767225600',
      sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
    };
    const found = await service.http.get(`/api/v1/notes/named/${body.id}`).expect(200);
    expect(found.headers).toMatchObject(deprecated);
    const absent = await service.http.get(`/api/v1/notes/named/${newId()}`).expect(404);
    expect(absent.headers).toMatchObject(deprecated);
    const current = await service.http.get(`/api/v1/notes/${body.id}`).expect(200);
    expect(current.headers).not.toHaveProperty('deprecation');
    const document = (await service.http.get('/openapi.json').expect(200)).body;
    const operation = document.paths['/api/v1/notes/named/{name}'].get;
    expect(operation.deprecated).toBe(true);
    expect(operation.responses['200'].headers).toMatchObject({
      Deprecation: { $ref: '#/components/headers/Deprecation' },
      Sunset: { $ref: '#/components/headers/Sunset' },
    });
  });
});
