import sharp from 'sharp';
import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userProfileGetMany } from '@course-plateform/types/user';
import { Avatar } from '../src/avatar/avatar.entity';
import { UserProfile } from '../src/profile/profile.entity';
import { aBomb, aLyingPhoto, aPhoto, colorAt } from './pictures';
import { aUser, startUser } from './user.fixture';

const PUBLIC_URL = 'https://learn.example/base/';

describe('avatars', () => {
  let user: TestService;
  let ada: TestUser;
  let admin: TestUser;
  let photo: Buffer;

  beforeAll(async () => {
    user = await startUser({ PUBLIC_URL });
    admin = await aUser(user, { role: Role.admin });
    photo = await aPhoto('teal');
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aUser(user);
  });

  function put(file: Buffer | string, version = '"1"', type = 'image/jpeg') {
    return user.http
      .put('/api/v1/users/me/avatar')
      .set({ ...bearer(ada), 'If-Match': version, 'Content-Type': type })
      .send(file);
  }

  async function given(file = photo): Promise<{ path: string; url: string }> {
    const { body } = await put(file).expect(200);
    const url = body.avatarUrl as string;
    expect(url).toMatch(
      new RegExp(`^https://learn.example/base/api/v1/users/${ada.id}/avatar/[0-9a-f]{32}$`),
    );
    return { url, path: url.replace('https://learn.example/base', '') };
  }

  async function unchanged(): Promise<void> {
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([
      { avatarVersion: null, version: 1 },
    ]);
    expect(await user.stored(Avatar, { userId: ada.id })).toEqual([]);
  }

  it('are stored as a square without the metadata of the file', async () => {
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Ada Lovelace');
    const { path } = await given();
    const response = await user.http.get(path).expect(200);
    const picture = response.body as Buffer;
    const { format, width, height, exif, xmp } = await sharp(picture).metadata();
    expect([format, width, height, exif, xmp]).toEqual(['webp', 512, 512, undefined, undefined]);
    expect(picture.toString('latin1')).not.toContain('Lovelace');
    const [stored] = await user.stored(Avatar, { userId: ada.id });
    expect(stored?.content.equals(picture)).toBe(true);
  });

  it('are served as images under an immutable URL of their own', async () => {
    const { path } = await given();
    const { headers } = await user.http.get(path).expect(200);
    const tag = `"${path.split('/').at(-1)}"`;
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'public, max-age=86400, immutable',
      etag: tag,
    });
    await user.http.get(path).set('If-None-Match', tag).expect(304);
    const old = await user.http.get(`/api/v1/users/${ada.id}/avatar/older`).expect(200);
    expect(old.headers).toMatchObject({ 'cache-control': 'public, max-age=60', etag: tag });
  });

  it('are linked in every response about the user, independent of the Host header', async () => {
    const { url } = await given();
    const mine = await user.http
      .get('/api/v1/users/me')
      .set({ ...bearer(ada), Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' });
    expect(mine.body).toMatchObject({ avatarUrl: url, version: 2 });
    const anybodys = await user.http.get(`/api/v1/users/${ada.id}`);
    expect(anybodys.body).toMatchObject({ avatarUrl: url });
    const { profiles } = await user.rpc.request(userProfileGetMany, { userIds: [ada.id] });
    expect(profiles).toMatchObject([{ avatarUrl: url }]);
    const admins = await user.http.get('/api/v1/users').query({ q: ada.id }).set(bearer(admin));
    expect(admins.body.items).toMatchObject([{ avatarUrl: url }]);
  });

  it('are rotated upright', async () => {
    const { path } = await given(await aLyingPhoto());
    const picture = (await user.http.get(path)).body as Buffer;
    const [red = 0, , blue = 0] = await colorAt(picture, 'top');
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
    const [below = 255] = await colorAt(picture, 'bottom');
    expect(below).toBeLessThan(60);
  });

  it.each(['png', 'webp', 'gif'] as const)(
    'can be %s, whatever their content type says',
    async (format) => {
      const file = await sharp(photo).toFormat(format).toBuffer();
      await put(file, '"1"', 'application/octet-stream').expect(200);
      expect(await user.stored(Avatar, { userId: ada.id })).toHaveLength(1);
    },
  );

  it('are replaced and deleted completely', async () => {
    const first = await given();
    const same = await put(photo, '"2"').expect(200);
    expect(same.body).toMatchObject({ avatarUrl: first.url, version: 2 });
    const other = await put(await aPhoto('red'), '"2"').expect(200);
    expect(other.headers.etag).toBe('"3"');
    expect(other.body.avatarUrl).not.toBe(first.url);
    expect(await user.stored(Avatar, { userId: ada.id })).toHaveLength(1);
    const removed = await user.http
      .delete('/api/v1/users/me/avatar')
      .set({ ...bearer(ada), 'If-Match': '"3"' })
      .expect(200);
    expect(removed.body).toMatchObject({ avatarUrl: null, version: 4 });
    expect(await user.stored(Avatar, { userId: ada.id })).toEqual([]);
    const gone = await user.http.get(first.path).expect(404);
    expect(gone.body).toMatchObject({ code: 'avatar.not_found' });
    const again = await user.http
      .delete('/api/v1/users/me/avatar')
      .set({ ...bearer(ada), 'If-Match': '"4"' })
      .expect(200);
    expect(again.body).toMatchObject({ version: 4 });
  });

  it('uploaded concurrently leave one', async () => {
    const files = await Promise.all(['red', 'green', 'blue'].map(aPhoto));
    const responses = await Promise.all(files.map((file) => put(file)));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const [profile] = await user.stored(UserProfile, { id: ada.id });
    expect(await user.stored(Avatar, { userId: ada.id })).toMatchObject([
      { version: profile?.avatarVersion },
    ]);
  });

  it.each([
    ['text', Buffer.from('Hello'), 415, 'avatar.type_unsupported'],
    ['nothing', Buffer.alloc(0), 415, 'avatar.type_unsupported'],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      'avatar.type_unsupported',
    ],
    [
      'the beginning of a JPEG',
      Buffer.from('ffd8ffe000104a464946', 'hex'),
      422,
      'avatar.unreadable',
    ],
    ['too many bytes', Buffer.alloc(5_242_881), 413, 'request.too_large'],
  ])('reject %s', async (_, file, status, code) => {
    const response = await put(file);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ code });
    await unchanged();
  });

  it('reject damaged files and decompression bombs', async () => {
    const cut = await put(photo.subarray(0, photo.length / 2)).expect(422);
    expect(cut.body).toMatchObject({ code: 'avatar.unreadable' });
    const bomb = await put(await aBomb(60_000), '"1"', 'image/png')
      .set('Accept-Language', 'es')
      .expect(422);
    expect(bomb.body).toMatchObject({
      code: 'avatar.too_many_pixels',
      title: 'Demasiados píxeles',
      detail: 'La imagen tiene más de 25 millones de píxeles.',
    });
    await unchanged();
  });

  it('require an image content type, a token and the profile’s version', async () => {
    const json = await put('{"picture":"x"}', '"1"', 'application/json').expect(415);
    expect(json.body).toMatchObject({ code: 'request.unsupported_media_type' });
    await put(photo, '"9"').expect(412);
    const unseen = user.http.put('/api/v1/users/me/avatar').set(bearer(ada));
    await unseen.set('Content-Type', 'image/jpeg').send(photo).expect(428);
    const stranger = user.http.put('/api/v1/users/me/avatar').set('If-Match', '"1"');
    await stranger.set('Content-Type', 'image/jpeg').send(photo).expect(401);
    await unchanged();
    const elsewhere = user.http
      .patch('/api/v1/users/me')
      .set({ ...bearer(ada), 'If-Match': '"1"' });
    await elsewhere.set('Content-Type', 'image/jpeg').send(photo).expect(415);
  });

  it('are deleted with their user', async () => {
    const { path } = await given();
    const suspension = { reason: 'Spam.' };
    const suspensions = `/api/v1/users/${ada.id}/suspensions`;
    await user.http.post(suspensions).set(bearer(admin)).send(suspension).expect(201);
    await user.http.get(path).expect(404);
    await user.http.delete(`${suspensions}/current`).set(bearer(admin)).expect(204);
    await user.http.get(path).expect(200);
    await user.http
      .delete(`/api/v1/users/${ada.id}`)
      .set({ ...bearer(admin), 'If-Match': '"4"' })
      .expect(204);
    await user.http.get(path).expect(404);
    expect(await user.stored(Avatar, { userId: ada.id })).toEqual([]);
    await user.http.get(`/api/v1/users/${newId()}/avatar/x`).expect(404);
  });
});
