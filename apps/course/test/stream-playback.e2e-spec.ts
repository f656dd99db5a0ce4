import { bearer } from '@course-plateform/common/testing';
import { testStores } from '@course-plateform/common/test-kit';
import type { PlaybackGrantResponse } from '../src/media-playback/playback.dto';
import { LessonFixture } from './lesson.fixture';

describe('playback of a stream', () => {
  let fixture: LessonFixture;
  let grant: PlaybackGrantResponse;
  let mediaId: string;

  beforeAll(async () => {
    fixture = await LessonFixture.start({
      ...{ FFMPEG_PATH: testStores().ffmpegPath, MEDIA_VIDEO_HEIGHTS: '36' },
    });
    mediaId = await fixture.video();
    const { course, instructor } = fixture.courses;
    const { body } = await course.http
      .post(`/api/v1/media/${mediaId}/playback-grants`)
      .set(bearer(instructor))
      .send({})
      .expect(201);
    grant = body as PlaybackGrantResponse;
  });

  afterAll(() => fixture.courses.stop());

  const addressOf = (url: string) => {
    const { pathname, search } = new URL(url, 'http://platform.test');
    return `${fixture.courses.course.url}${pathname}${search}`;
  };

  const play = (url: string, headers = {}) => fetch(addressOf(url), { headers });

  /** What a playlist names, as a player resolves it. */
  function named(playlist: string, at: string): string[] {
    const names = playlist
      .split('\n')
      .flatMap((line) => (line.startsWith('#') ? (/URI="([^"]+)"/.exec(line)?.[1] ?? []) : line))
      .filter(Boolean);
    return names.map((name) => new URL(name, at).href);
  }

  it('leads with one grant from the master playlist to each piece', async () => {
    const { streamUrl } = grant;
    const master = await play(streamUrl ?? '');
    expect(master.status).toBe(200);
    expect(master.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect(master.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
    const [variant = ''] = named(await master.text(), streamUrl ?? '');
    expect(new URL(variant).pathname).toBe(`/api/v1/media/${mediaId}/stream/36p.m3u8`);
    const pieces = named(await (await play(variant)).text(), variant);
    expect(pieces.map((url) => new URL(url).pathname.split('/').at(-1))).toEqual([
      '36p_init.mp4',
      '36p_00000.m4s',
    ]);
    for (const url of pieces) {
      const whole = await play(url);
      expect(whole.status).toBe(200);
      const bytes = Buffer.from(await whole.arrayBuffer());
      expect(bytes.subarray(4, 8).toString()).toMatch(/ftyp|styp|sidx|moof/);
      const part = await play(url, { Range: 'bytes=4-7' });
      expect(part.status).toBe(206);
      expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(4, 8));
    }
  });

  it.each([
    ['another file', 'other.m4s', 404],
    ['a file beside the stream', 'w320.webp', 404],
    ['a name', '.m3u8', 404],
    ['a file above it', '..%2Fcaptions.vtt', 400],
    ['a file of the system', '..%2F..%2F..%2F..%2Fetc%2Fpasswd', 400],
  ])('does not lead to %s', async (_what, name, status) => {
    const { search } = new URL(grant.url);
    const response = await play(`/api/v1/media/${mediaId}/stream/${name}${search}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      code: status === 404 ? 'media.stream_file_not_found' : 'request.malformed',
    });
  });

  it('is refused without a grant for it', async () => {
    const other = await fixture.files.upload('audio', Buffer.from('x'));
    const { search } = new URL(grant.url);
    const forged = [
      `/api/v1/media/${mediaId}/stream/master.m3u8?grant=x`,
      `/api/v1/media/${other}/stream/master.m3u8${search}`,
      `/api/v1/media/${mediaId}/stream/36p_00000.m4s?grant=${search.slice(8)}`,
    ];
    const statuses = await Promise.all(forged.map(async (url) => (await play(url)).status));
    expect(statuses).toEqual([403, 403, 403]);
  });
});
