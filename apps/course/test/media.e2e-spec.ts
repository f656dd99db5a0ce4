import { buffer } from 'node:stream/consumers';
import { Role } from '@course-plateform/types/platform';
import { userErased } from '@course-plateform/types/user';
import { bearer } from '@course-plateform/common/testing';
import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { collectionOf } from '@course-plateform/common/persistence';
import { Media } from '../src/media/media.entity';
import { MediaJobs } from '../src/media/media.job';
import { MediaRemoval } from '../src/media/media-removal.entity';
import { CourseFixture } from './course.fixture';
import { hostileFiles } from './hostile-files';
import { MediaClient, metadataOf, photo, picture, sample, sha256 } from './media.fixture';

describe('media', () => {
  let fixture: CourseFixture;
  let client: MediaClient;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ MEDIA_PIXELS_MAXIMUM: '4000000' });
  });
  beforeEach(async () => {
    client = new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
  });
  afterAll(() => fixture.course.stop());

  it('of a picture has it in the sizes and formats that pages use, without what the file tells', async () => {
    const source = await picture(1000, 500)
      .withExif({ IFD0: { Copyright: 'Ada' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .toBuffer();
    const media = await client.processedUpload('image', source);
    expect(media).toMatchObject({
      ...{ status: 'ready', contentType: 'image/jpeg', width: 1000, height: 500 },
      ...{ durationSeconds: null, codecs: [], progressPercent: 100, failure: null },
    });
    const [stored] = await fixture.course.stored(Media, { id: media.id });
    const sizes = stored?.renditions ?? [];
    expect(sizes.map(({ width, contentType }) => `${width} ${contentType}`)).toEqual(
      [320, 640, 1000].flatMap((width) =>
        ['avif', 'webp', 'jpeg'].map((format) => `${width} image/${format}`),
      ),
    );
    for (const { key, width, height, sizeBytes } of sizes) {
      const bytes = await buffer(await client.storage.read(key));
      const { exif, ...metadata } = await metadataOf(bytes);
      expect({ exif, size: bytes.length }).toEqual({ exif: undefined, size: sizeBytes });
      expect(metadata).toMatchObject({ width, height });
      expect(height).toBe(Math.round(width / 2));
    }
  });

  it('of a turned picture stands upright', async () => {
    const turned = await picture(400, 200).withMetadata({ orientation: 6 }).toBuffer();
    const media = await client.processedUpload('image', turned);
    expect(media).toMatchObject({ width: 200, height: 400 });
  });

  it.each([
    ['two-seconds.mp4', 'video', 'video/mp4', 2, ['avc', 'aac'], [128, 72]],
    ['one-second.webm', 'video', 'video/webm', 1, ['vp8'], [64, 36]],
    ['three-seconds.mp3', 'audio', 'audio/mpeg', 3, ['mp3'], [null, null]],
  ])('knows what is in %s', async (file, kind, type, seconds, codecs, [width, height]) => {
    const bytes = sample(file);
    const media = await client.processedUpload(kind, bytes, { sha256: sha256(bytes) });
    expect(media).toMatchObject({ status: 'ready', contentType: type, codecs, width, height });
    expect(media.durationSeconds).toBeCloseTo(seconds, 0);
    expect(media.sizeBytes).toBe(bytes.length);
  });

  it('is refused when its content is not what the checksum says', async () => {
    const bytes = await photo(20, 20);
    const media = await client.processedUpload('image', bytes, { sha256: '0'.repeat(64) });
    expect(media).toMatchObject({ status: 'failed', failure: 'checksum_mismatch' });
    await nothingIsLeft(media.id);
  });

  it('is refused when it is hostile, whatever it says it is, and nothing of it is left', async () => {
    const files = await hostileFiles();
    expect(files.length).toBeGreaterThanOrEqual(50);
    const results: string[] = [];
    for (const { title, kind, bytes, failures } of files) {
      const media = await client.processedUpload(kind, bytes, { filename: title });
      const isRight = media.status === 'failed' && failures.includes(String(media.failure));
      if (!isRight) results.push(`${title}: ${media.status} ${String(media.failure)}`);
      await nothingIsLeft(media.id);
    }
    expect(results).toEqual([]);
  }, 120_000);

  it('is listed for its owner alone', async () => {
    const image = await client.upload('image', await photo(10, 10));
    const audio = await client.upload('audio', sample('three-seconds.mp3'));
    await Promise.all([client.processed(image), client.processed(audio)]);
    const all = await client.get('/media').expect(200);
    expect(all.body.items.map(({ id }: { id: string }) => id)).toEqual([audio, image]);
    const some = await client.get('/media?kind=image&limit=1').expect(200);
    expect(some.body.items).toMatchObject([{ id: image }]);
    const stranger = new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
    expect((await stranger.get('/media').expect(200)).body.items).toEqual([]);
    for (const id of [image, newId()]) {
      await stranger.get(`/media/${id}`).expect(404);
      await stranger.remove(id).expect(404);
    }
    await client.get(`/media/${image}`).expect(200);
  });

  it('goes as a whole, and gives its room back', async () => {
    const bytes = await photo(700, 10);
    const { id } = await client.processedUpload('image', bytes);
    expect(await client.used()).toBe(bytes.length);
    expect((await client.keys(id)).length).toBeGreaterThan(6);
    await client.remove(id).expect(204);
    await nothingIsLeft(id);
    await client.get(`/media/${id}`).expect(404);
    await client.remove(id).expect(404);
    expect(await fixture.course.stored(Media, { id })).toEqual([]);
  });

  it('comes as a form, too', async () => {
    const bytes = await photo(30, 20);
    const response = await form({ kind: 'image', sha256: sha256(bytes) }, bytes).expect(201);
    expect(response.body).toMatchObject({ status: 'processing', name: 'Füß.jpg', kind: 'image' });
    expect(response.headers['location']).toBe(`/api/v1/media/${response.body.id}`);
    const media = await client.processed(response.body.id);
    expect(media).toMatchObject({ status: 'ready', sha256: sha256(bytes) });
    expect(await client.used()).toBe(bytes.length);
  });

  it('is refused as a form with what is wrong with it', async () => {
    const bytes = await photo(30, 20);
    const requests = [
      [await form({ kind: 'poem' }, bytes), 422, 'request.invalid'],
      [await form({}, bytes), 422, 'request.invalid'],
      [await form({ kind: 'image' }, Buffer.alloc(0)), 400, 'media_upload.incomplete'],
      [await form({ kind: 'image' }), 400, 'media_upload.incomplete'],
      [await form({ kind: 'image', color: 'red' }, bytes), 422, 'request.invalid'],
      [await raw('no form at all'), 400, 'media_upload.incomplete'],
      [await form({ kind: 'image' }, Buffer.alloc(21 * 1024 * 1024)), 413, 'media.too_large'],
    ] as const;
    for (const [response, status, code] of requests) {
      expect({ status: response.status, code: response.body.code }).toEqual({ status, code });
    }
    expect(await client.used()).toBe(0);
    expect(await fixture.course.stored(Media, { ownerId: client.user.id })).toEqual([]);
  });

  it('is taken over from a worker that has died, and its work begins anew', async () => {
    const { id } = await client.processedUpload('image', await photo(40, 30));
    await client.storage.removeAll(`renditions/${id}/`);
    const died = { status: 'processing', holder: 'a dead worker', attempts: 1, renditions: [] };
    await collectionOf(fixture.course.em(), Media).updateOne({ _id: id as never }, [
      { $set: { ...died, dueAt: { $add: ['$$NOW', 1000] } } },
    ]);
    expect(await client.processed(id)).toMatchObject({ status: 'ready', progressPercent: 100 });
    expect(await fixture.course.stored(Media, { id })).toMatchObject([
      { attempts: 2, holder: null },
    ]);
    expect(await client.keys(id)).toHaveLength(1 + 1 + 3);
  });

  it('is removed by a job when the process that was about to do it has died', async () => {
    const { id } = await client.processedUpload('image', await photo(10, 10));
    const em = fixture.course.em();
    await em.persist(new MediaRemoval(id, new Date(0))).flush();
    await fixture.course.get(MediaJobs).removeFiles();
    await nothingIsLeft(id, await client.used());
  });

  it('goes with its owner', async () => {
    const { id } = await client.processedUpload('image', await photo(10, 10));
    const other = new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
    const kept = await other.processedUpload('image', await photo(10, 10));
    await fixture.course.events.publish(
      userErased,
      { userId: client.user.id },
      { aggregateId: client.user.id },
    );
    await eventually('its record is gone', async () => {
      return (await fixture.course.stored(Media, { id })).length === 0;
    });
    expect(await fixture.course.stored(MediaRemoval, { id })).toHaveLength(1);
    expect(await client.used()).toBe(0);
    expect(await fixture.course.stored(Media, { id: kept.id })).toHaveLength(1);
    expect(await other.keys(kept.id)).toHaveLength(4 + 1);
  });

  it('of a form is another one each time, also with the same Idempotency-Key', async () => {
    const bytes = await photo(10, 10);
    const send = () => form({ kind: 'image' }, bytes).set('Idempotency-Key', 'form-1').expect(201);
    const [first, second] = [(await send()).body, (await send()).body];
    expect([first, second]).toMatchObject([{ kind: 'image' }, { kind: 'image' }]);
    expect(first.id).not.toBe(second.id);
    expect(await fixture.course.stored(Media, { ownerId: client.user.id })).toHaveLength(2);
  });

  function form(fields: Readonly<Record<string, string>>, bytes?: Buffer) {
    const request = fixture.course.http.post('/api/v1/media').set(bearer(client.user));
    for (const [name, value] of Object.entries(fields)) void request.field(name, value);
    return bytes ? request.attach('file', bytes, 'Füß.jpg') : request;
  }

  function raw(body: string) {
    return fixture.course.http
      .post('/api/v1/media')
      .set(bearer(client.user))
      .set('Content-Type', 'multipart/form-data')
      .send(body);
  }

  async function nothingIsLeft(id: string, used = 0): Promise<void> {
    await eventually('its bytes are removed', async () => {
      return (await fixture.course.stored(MediaRemoval, { id })).length === 0;
    });
    expect(await client.keys(id)).toEqual([]);
    expect(await client.used()).toBe(used);
  }
});
