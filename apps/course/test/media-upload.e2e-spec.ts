import { connect } from 'node:net';
import { newId } from '@course-plateform/common/kernel';
import { Role } from '@course-plateform/types/platform';
import { eventually } from '@course-plateform/common/test-kit';
import { Media, MediaStatus } from '../src/media/media.entity';
import { CourseFixture } from './course.fixture';
import { MediaClient, photo, sample, sha256 } from './media.fixture';

const MEBIBYTE = 1024 * 1024;

describe('resumable uploads', () => {
  let fixture: CourseFixture;
  let client: MediaClient;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ MEDIA_QUOTA_BYTES: String(100 * MEBIBYTE) });
    client = await newClient();
  });
  afterAll(() => fixture.course.stop());

  async function newClient(): Promise<MediaClient> {
    return new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
  }

  it('tell what they understand', async () => {
    const response = await fixture.course.http.options('/api/v1/media-uploads').expect(204);
    expect(response.headers).toMatchObject({
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'creation,creation-with-upload,termination,expiration',
    });
  });

  it('take a file in parts, and go on where they broke off', async () => {
    const user = await newClient();
    const bytes = await photo(300, 200);
    const name = 'Ünïcode 日本.jpg';
    const begun = await user.begin({ kind: 'image', filename: name }, bytes.length).expect(201);
    const id = String(begun.headers['location']).replace('/api/v1/media-uploads/', '');
    expect(begun.headers['tus-resumable']).toBe('1.0.0');
    expect(new Date(begun.headers['upload-expires'] ?? '').getTime()).toBeGreaterThan(Date.now());
    expect((await user.get(`/media/${id}`).expect(200)).body).toMatchObject({
      ...{ id, name, kind: 'image', status: 'uploading', sizeBytes: bytes.length },
    });
    expect(await user.used()).toBe(bytes.length);
    const first = await user.send(id, 0, bytes.subarray(0, 1000)).expect(204);
    expect(first.headers['upload-offset']).toBe('1000');
    const seen = await user.offset(id).expect(200);
    expect(seen.headers).toMatchObject({
      'upload-offset': '1000',
      'upload-length': String(bytes.length),
      'cache-control': 'no-store',
    });
    await user.send(id, 1000, bytes.subarray(1000)).expect(204);
    const whole = await user.offset(id).expect(200);
    expect(whole.headers['upload-offset']).toBe(String(bytes.length));
    expect(await user.processed(id)).toMatchObject({
      ...{ status: 'ready', contentType: 'image/jpeg', sha256: sha256(bytes), name },
    });
    await user.send(id, bytes.length, Buffer.from('more')).expect(409);
  });

  it('take the first part with the request that begins them', async () => {
    const bytes = sample('three-seconds.mp3');
    const response = await client
      .begin({ kind: 'audio', filename: 'Sound' }, bytes.length)
      .type('application/offset+octet-stream')
      .send(bytes)
      .expect(201);
    expect(response.headers['upload-offset']).toBe(String(bytes.length));
    const id = String(response.headers['location']).split('/').at(-1) ?? '';
    expect(await client.processed(id)).toMatchObject({ status: 'ready', kind: 'audio' });
  });

  it('keep what has arrived when the connection breaks', async () => {
    const bytes = await photo(1500, 1000);
    const id = await client.begun({ kind: 'image', filename: 'Large' }, bytes.length);
    const half = Math.floor(bytes.length / 2);
    await breakAfter(id, bytes.length, bytes.subarray(0, half));
    const { headers } = await client.offset(id).expect(200);
    const arrived = Number(headers['upload-offset']);
    // What was on its way is lost, what has arrived is not.
    expect(arrived).toBeGreaterThan(0);
    expect(arrived).toBeLessThanOrEqual(half);
    await client.send(id, arrived, bytes.subarray(arrived)).expect(204);
    expect(await client.processed(id)).toMatchObject({ status: 'ready', sha256: sha256(bytes) });
  });

  it('let a client that comes back take over from its old request', async () => {
    const bytes = await photo(400, 400);
    const id = await client.begun({ kind: 'image', filename: 'Twice' }, bytes.length);
    const stuck = send(id, bytes.length, bytes.subarray(0, 100));
    await eventually('the upload is locked', async () => (await locks(id)) === 1);
    const { headers } = await client.offset(id).expect(200);
    const arrived = Number(headers['upload-offset']);
    expect(arrived).toBe(100);
    await client.send(id, arrived, bytes.subarray(arrived)).expect(204);
    stuck.destroy();
    expect(await client.processed(id)).toMatchObject({ sha256: sha256(bytes) });
  });

  it('belong to who has begun them', async () => {
    const id = await client.begun({ kind: 'image', filename: 'Mine' }, 10);
    const stranger = await newClient();
    for (const foreign of [id, newId(), 'no-id']) {
      const requests = [
        stranger.offset(foreign),
        stranger.send(foreign, 0, Buffer.alloc(10)),
        stranger.cancel(foreign),
      ];
      for (const request of requests) expect((await request).status).toBe(404);
    }
    expect((await client.offset(id)).headers['upload-offset']).toBe('0');
    const learner = new MediaClient(fixture.course, await fixture.course.user(Role.user));
    await learner.begin({ kind: 'image', filename: 'No' }, 10).expect(403);
    const anonymous = await fixture.course.http.post('/api/v1/media-uploads');
    expect(anonymous.status).toBe(401);
  });

  it('can be canceled, and leave nothing behind', async () => {
    const user = await newClient();
    const id = await user.begun({ kind: 'video', filename: 'No' }, 20 * MEBIBYTE);
    await user.send(id, 0, Buffer.alloc(9 * MEBIBYTE)).expect(204);
    expect(await user.keys(id)).not.toEqual([]);
    await user.cancel(id).expect(204);
    expect(await user.keys(id)).toEqual([]);
    expect(await user.used()).toBe(0);
    await user.offset(id).expect(404);
    await user.cancel(id).expect(404);
  });

  it.each([
    ['no version', { 'Tus-Resumable': '' }, 412, 'media_upload.version_unsupported'],
    ['another version', { 'Tus-Resumable': '0.2.2' }, 412, 'media_upload.version_unsupported'],
    ['no length', { 'Upload-Length': '' }, 400, 'media_upload.header_invalid'],
    ['a negative length', { 'Upload-Length': '-1' }, 400, 'media_upload.header_invalid'],
    ['no bytes', { 'Upload-Length': '0' }, 400, 'media_upload.header_invalid'],
    ['malformed metadata', { 'Upload-Metadata': 'kind %%%' }, 400, 'media_upload.header_invalid'],
    ['no metadata', { 'Upload-Metadata': 'x' }, 422, 'request.invalid'],
    ['an image that is too large', { 'Upload-Length': '99999999' }, 413, 'media.too_large'],
  ])('are refused with %s', async (_what, headers, status, code) => {
    const before = await fixture.course.stored(Media);
    const response = await client.begin({ kind: 'image', filename: 'No' }, 10, headers);
    expect({ status: response.status, code: response.body.code }).toEqual({ status, code });
    expect(response.headers['tus-resumable']).toBe('1.0.0');
    expect(await fixture.course.stored(Media)).toHaveLength(before.length);
  });

  it('refuse parts that do not fit', async () => {
    const id = await client.begun({ kind: 'image', filename: 'Parts' }, 10);
    const wrong = await client.send(id, 5, Buffer.alloc(5)).expect(409);
    expect(wrong.body.code).toBe('media_upload.offset_conflict');
    const long = await client.send(id, 0, Buffer.alloc(11)).expect(413);
    expect(long.body.code).toBe('media_upload.too_long');
    const missing = await client.send(id, 0, Buffer.alloc(5), { 'Upload-Offset': '' }).expect(400);
    expect(missing.body.code).toBe('media_upload.header_invalid');
    await client.send(id, 0, Buffer.alloc(5)).type('application/json').expect(415);
    expect((await client.offset(id)).headers['upload-offset']).toBe('0');
  });

  it('set room aside, and no more than there is for many at once', async () => {
    const user = await newClient();
    const begun = await Promise.all(
      Array.from({ length: 20 }, () =>
        user.begin({ kind: 'video', filename: 'Many' }, 9 * MEBIBYTE),
      ),
    );
    const statuses = begun.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(11).fill(201), ...Array<number>(9).fill(409)]);
    const refused = begun.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'media.quota_exceeded' });
    expect(await user.used()).toBe(99 * MEBIBYTE);
    expect((await user.get('/media-usage').expect(200)).body).toMatchObject({
      usedBytes: 99 * MEBIBYTE,
      limitBytes: 100 * MEBIBYTE,
    });
    expect(await fixture.course.stored(Media, { ownerId: user.user.id })).toHaveLength(11);
  });

  it('are told to the end when the request that ends them is repeated', async () => {
    const bytes = await photo(50, 50);
    const id = await client.upload('image', bytes);
    const [media] = await fixture.course.stored(Media, { id });
    expect(media?.status).not.toBe(MediaStatus.uploading);
    const again = await client.send(id, 0, bytes).expect(409);
    expect(again.body.code).toBe('media_upload.offset_conflict');
    expect((await client.offset(id)).headers['upload-offset']).toBe(String(bytes.length));
  });

  /** Sends the beginning of a part, and leaves the connection open. */
  function send(id: string, length: number, bytes: Buffer) {
    const { hostname, port } = new URL(fixture.course.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    const head = [
      `PATCH /api/v1/media-uploads/${id} HTTP/1.1`,
      `Host: ${hostname}`,
      `Authorization: Bearer ${client.user.token}`,
      'Tus-Resumable: 1.0.0',
      'Upload-Offset: 0',
      'Content-Type: application/offset+octet-stream',
      `Content-Length: ${length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(bytes);
    return socket;
  }

  async function breakAfter(id: string, length: number, bytes: Buffer): Promise<void> {
    const socket = send(id, length, bytes);
    await eventually('the upload is locked', async () => (await locks(id)) === 1);
    await new Promise<void>((resolve) => {
      socket.write('', () => resolve());
    });
    socket.destroy();
    await eventually('the upload is free', async () => (await locks(id)) === 0);
  }

  async function locks(id: string): Promise<number> {
    const all = await fixture.locks();
    return all.filter((one) => one.endsWith(id)).length;
  }
});
