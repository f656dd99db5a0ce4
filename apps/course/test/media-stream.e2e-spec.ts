import { buffer } from 'node:stream/consumers';
import { Role } from '@course-plateform/types/platform';
import type { MediaResponse } from '../src/media/media.dto';
import { Media } from '../src/media/media.entity';
import { type ClipOptions, StoredStream, clip } from './clips.fixture';
import { CourseFixture } from './course.fixture';
import { MediaClient, metadataOf } from './media.fixture';

describe('the stream of a recording', () => {
  let fixture: CourseFixture;
  let client: MediaClient;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ MEDIA_VIDEO_HEIGHTS: '36,90' });
    client = new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
  });
  afterAll(() => fixture.course.stop());

  function sizes({ variants }: MediaResponse): string[] {
    return variants.map(({ width, height }) => `${String(width)}x${String(height)}`);
  }

  it('has a video in several qualities whose pieces begin at the same moments', async () => {
    const original = await clip({ size: '160x90', seconds: 13 });
    const media = await client.processedUpload('video', original);
    expect(media).toMatchObject({
      ...{ status: 'ready', progressPercent: 100, streamable: true, contentType: 'video/mp4' },
      ...{ width: 160, height: 90, durationSeconds: 13 },
    });
    expect(sizes(media)).toEqual(['64x36', '160x90']);
    const stream = await StoredStream.of(client.storage, media.id);
    expect(stream.named('master.m3u8')).toEqual(['36p.m3u8', '90p.m3u8']);
    const bitrates = media.variants.map(({ bitrate }) => bitrate);
    expect(stream.text('master.m3u8')).toMatch(
      new RegExp(
        `BANDWIDTH=${bitrates[0]},.*RESOLUTION=64x36,CODECS="avc1\\.6400\\w\\w,mp4a\\.40\\.2"\n36p\\.m3u8\n` +
          `[^]*BANDWIDTH=${bitrates[1]},.*RESOLUTION=160x90,CODECS="avc1\\.6400\\w\\w,mp4a\\.40\\.2"\n90p`,
      ),
    );
    for (const [playlist, size] of Object.entries({ '36p.m3u8': '64x36', '90p.m3u8': '160x90' })) {
      const played = await stream.play(playlist);
      expect(played).toMatchObject({ size, hasSound: true });
      expect(played.keyFrames.map(Math.round)).toEqual([0, 6, 12]);
      expect(played.seconds).toBeCloseTo(13, 0);
      expect(stream.lengths(playlist).map(Math.round)).toEqual([6, 6, 1]);
    }
    const [stored] = await fixture.course.stored(Media, { id: media.id });
    expect(stored?.stream).toEqual({
      key: `renditions/${media.id}/hls/master.m3u8`,
      variants: media.variants,
      segmentSeconds: 6,
      sizeBytes: stream.bytes,
    });
    expect(await client.used()).toBe(original.length);
  });

  it('leads to its own files alone, all of them, and is not encrypted', async () => {
    const { id } = await client.processedUpload('video', await clip({ size: '160x90' }));
    const stream = await StoredStream.of(client.storage, id);
    const variants = stream.named('master.m3u8');
    const named = ['master.m3u8', ...variants, ...variants.flatMap((name) => stream.named(name))];
    expect(named.sort()).toEqual([...stream.files.keys()].sort());
    for (const name of named) expect(name).toMatch(/^[a-z0-9_]+\.(m3u8|m4s|mp4)$/);
    for (const name of variants) {
      expect(stream.text(name)).toContain('#EXT-X-MAP:');
      expect(stream.text(name)).not.toContain('#EXT-X-KEY');
      expect(stream.text(name)).toMatch(/#EXT-X-ENDLIST\n$/);
    }
  });

  it('has a picture that stands for it, from the video itself', async () => {
    const { id } = await client.processedUpload(
      'video',
      await clip({ size: '400x224', seconds: 2 }),
    );
    const [stored] = await fixture.course.stored(Media, { id });
    expect(stored?.renditions.map(({ width, contentType }) => `${width} ${contentType}`)).toEqual(
      [320, 400].flatMap((width) => ['avif', 'webp', 'jpeg'].map((one) => `${width} image/${one}`)),
    );
    for (const { key, width, height } of stored?.renditions ?? []) {
      const bytes = await buffer(await client.storage.read(key));
      expect(await metadataOf(bytes)).toMatchObject({ width, height });
    }
  });

  it.each<readonly [string, ClipOptions, string, readonly string[]]>([
    ['that stands upright', { size: '90x160' }, '90x160', ['36x64', '90x160']],
    ['that is turned', { size: '160x90', rotation: 90 }, '90x160', ['36x64', '90x160']],
    ['that is larger', { size: '320x180' }, '320x180', ['64x36', '160x90']],
    ['that is smaller', { size: '32x18' }, '32x18', ['32x18']],
    [
      'with odd sides',
      { size: '63x37', encoding: ['-vf', 'scale=63:37,setsar=1', '-pix_fmt', 'yuv444p'] },
      '63x37',
      ['62x36'],
    ],
    [
      'with pixels that are no squares',
      { size: '80x90', encoding: ['-vf', 'setsar=2', '-pix_fmt', 'yuv420p'] },
      '160x90',
      ['64x36', '160x90'],
    ],
    ['from a browser', { file: 'webm', encoding: ['-c:v', 'libvpx'] }, '64x36', ['64x36']],
    ['from an editor', { file: 'mov', encoding: ['-c:v', 'prores'] }, '64x36', ['64x36']],
    ['from a phone', { file: 'mov', encoding: ['-c:v', 'libx265'] }, '64x36', ['64x36']],
    ['without sound', { sound: false }, '64x36', ['64x36']],
  ])('of a video %s is none above it, and upright', async (_what, options, size, expected) => {
    const media = await client.processedUpload('video', await clip(options));
    expect(media).toMatchObject({ status: 'ready', streamable: true });
    expect(`${String(media.width)}x${String(media.height)}`).toBe(size);
    expect(sizes(media)).toEqual(expected);
    const stream = await StoredStream.of(client.storage, media.id);
    const [playlist = ''] = stream.named('master.m3u8').slice(-1);
    expect(await stream.play(playlist)).toMatchObject({
      size: expected.at(-1),
      hasSound: options.sound ?? true,
    });
  });

  it.each(['m4a', 'mp3'] as const)('of sound alone (%s) has no picture', async (file) => {
    const media = await client.processedUpload('audio', await clip({ file, seconds: 2 }));
    expect(media).toMatchObject({ status: 'ready', streamable: true, width: null });
    expect(media.variants).toEqual([{ width: null, height: null, bitrate: expect.any(Number) }]);
    const stream = await StoredStream.of(client.storage, media.id);
    expect(stream.text('master.m3u8')).toMatch(/CODECS="mp4a\.40\.2"\naudio\.m3u8\n/);
    const played = await stream.play('audio.m3u8');
    expect(played).toMatchObject({ size: undefined, hasSound: true });
    expect(await fixture.course.stored(Media, { id: media.id })).toMatchObject([
      { renditions: [] },
    ]);
  });

  it('goes with its recording', async () => {
    const { id } = await client.processedUpload('video', await clip());
    expect((await client.keys(id)).length).toBeGreaterThan(8);
    await client.remove(id).expect(204);
    expect(await client.keys(id)).toEqual([]);
  });
});
