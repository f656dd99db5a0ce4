import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { eventually } from '@course-plateform/common/test-kit';
import { collectionOf } from '@course-plateform/common/persistence';
import { Role } from '@course-plateform/types/platform';
import { Media, MediaStatus } from '../src/media/media.entity';
import { MediaJobs } from '../src/media/media.job';
import { MediaRemoval } from '../src/media/media-removal.entity';
import { MediaQueue } from '../src/media/media-queue';
import { MediaService } from '../src/media/media.service';
import { StreamStatus } from '../src/media/media-stream';
import { MediaWorker } from '../src/media/media-worker';
import { clip } from './clips.fixture';
import { CourseFixture } from './course.fixture';
import { FfmpegStandIn } from './ffmpeg-stand-in';
import { MediaClient, photo, sample } from './media.fixture';

describe('the conversion of a recording', () => {
  const ffmpeg = new FfmpegStandIn();
  let fixture: CourseFixture;
  let client: MediaClient;

  beforeAll(async () => {
    fixture = await CourseFixture.start({
      FFMPEG_PATH: ffmpeg.file,
      MEDIA_WORK_SECONDS_MINIMUM: '5',
      MEDIA_WORK_SECONDS_PER_SECOND: '1',
    });
  });
  beforeEach(async () => {
    client = new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
    ffmpeg.mood = 'works';
  });
  afterAll(async () => {
    await fixture.course.stop();
    ffmpeg.remove();
  });

  async function stored(id: string): Promise<Media> {
    const [media] = await fixture.course.stored(Media, { id });
    if (!media) throw new Error('It is gone');
    return media;
  }

  function change(id: string, fields: object): Promise<unknown> {
    return collectionOf(fixture.course.em(), Media).updateOne({ _id: id as never }, [
      { $set: { ...fields, dueAt: '$$NOW' } },
    ]);
  }

  function store(key: string): Promise<void> {
    return client.storage.write(key, Readable.from(['old']), { contentType: 'video/mp4' });
  }

  /** Uploads a clip, and waits until its conversion hangs. */
  async function hanging(): Promise<string> {
    ffmpeg.mood = 'hangs';
    const id = await client.upload('video', await clip());
    await eventually('FFmpeg hangs', () => Promise.resolve(ffmpeg.isRunning));
    return id;
  }

  it('is tried again when the program has crashed, and given up after some tries', async () => {
    ffmpeg.mood = 'crashes';
    const id = await client.upload('video', await clip());
    await eventually('the first try is over', async () => {
      const { attempts, holder } = await stored(id);
      return attempts === 1 && holder === null;
    });
    expect((await stored(id)).status).toBe(MediaStatus.processing);
    await change(id, { attempts: 4 });
    expect(await client.processed(id)).toMatchObject({
      status: 'failed',
      failure: 'processing_failed',
    });
    await eventually('its bytes are removed', async () => (await client.keys(id)).length === 0);
    expect(await client.used()).toBe(0);
  });

  it('is given up at once when the program cannot read the file, and its words stay inside', async () => {
    ffmpeg.mood = 'refuses';
    const media = await client.processedUpload('video', await clip());
    expect(media).toMatchObject({ status: 'failed', failure: 'unreadable' });
    expect(JSON.stringify(media)).not.toContain('Invalid data');
    expect(ffmpeg.runs).toBe(1);
    await eventually(
      'its bytes are removed',
      async () => (await client.keys(media.id)).length === 0,
    );
  });

  it('is ended when it takes too long, and succeeds another time', async () => {
    const id = await hanging();
    await eventually('the time is over', () => Promise.resolve(!ffmpeg.isRunning));
    ffmpeg.mood = 'works';
    expect(await client.processed(id)).toMatchObject({ status: 'ready', streamable: true });
    expect((await stored(id)).attempts).toBeGreaterThan(1);
  });

  it('ends with its worker, which leaves nothing but the file for another one', async () => {
    const other = await CourseFixture.start({ FFMPEG_PATH: ffmpeg.file });
    try {
      const user = new MediaClient(other.course, await other.course.user(Role.instructor));
      ffmpeg.mood = 'hangs';
      const id = await user.upload('video', await clip());
      await eventually('FFmpeg hangs', () => Promise.resolve(ffmpeg.isRunning));
      expect(ffmpeg.workFolders.map((folder) => existsSync(folder))).toEqual([true]);
      await other.course.get(MediaWorker).beforeApplicationShutdown();
      await eventually('FFmpeg is ended', () => Promise.resolve(!ffmpeg.isRunning));
      expect(ffmpeg.workFolders.map((folder) => existsSync(folder))).toEqual([false]);
      const [media] = await other.course.stored(Media, { id });
      expect(media).toMatchObject({ status: 'processing', holder: null });
    } finally {
      await other.course.stop();
    }
  });

  it('tells how far it is, and ends when its file is removed, with what it still wrote', async () => {
    const id = await hanging();
    const media = fixture.course.get(MediaService);
    const removeRest = media.removeRest.bind(media);
    const late = jest.spyOn(media, 'removeRest').mockImplementationOnce(async (worked) => {
      await store(`renditions/${id}/hls/36p_00000.m4s`);
      return removeRest(worked);
    });
    await eventually('the worker has told', async () => {
      const { body } = await client.get(`/media/${id}`).expect(200);
      return body.progressPercent === 67;
    });
    await client.remove(id).expect(204);
    expect(await client.keys(id)).toEqual([]);
    // A job that is early does not keep the worker from removing what it writes afterwards.
    const removal = collectionOf(fixture.course.em(), MediaRemoval);
    await removal.updateOne({ _id: id as never }, { $set: { createdAt: new Date(0) } });
    await fixture.course.get(MediaJobs).removeFiles();
    await eventually('it is ended', () => Promise.resolve(!ffmpeg.isRunning));
    await eventually('its worker is done', () => Promise.resolve(late.mock.calls.length > 0));
    await eventually('nothing is left', async () => (await client.keys(id)).length === 0);
    expect(await fixture.course.stored(MediaRemoval, { id })).toEqual([]);
    expect(await client.used()).toBe(0);
  });

  it('waits until there is a program, and the recording is played as it was sent', async () => {
    const { id } = await client.processedUpload('video', await clip());
    const { version, renditions, stream } = await stored(id);
    await client.storage.removeAll(`renditions/${id}/`);
    ffmpeg.mood = 'hangs';
    await change(id, { renditions: [], stream: null, streamStatus: 'wanted', attempts: 0 });
    await eventually('FFmpeg hangs', () => Promise.resolve(ffmpeg.isRunning));
    expect((await client.get(`/media/${id}`).expect(200)).body).toMatchObject({
      ...{ status: 'ready', progressPercent: 100, streamable: false, variants: [] },
    });
    ffmpeg.kill();
    ffmpeg.mood = 'works';
    await eventually('it is converted', async () => {
      return (await stored(id)).streamStatus === StreamStatus.made;
    });
    expect(await stored(id)).toMatchObject({ status: 'ready', renditions, stream, holder: null });
    expect((await stored(id)).version).toBe(version + 1);
  });

  it('is not tried forever, and the recording goes on as it was sent', async () => {
    const { id } = await client.processedUpload('audio', sample('three-seconds.mp3'));
    ffmpeg.mood = 'refuses';
    await change(id, { stream: null, streamStatus: 'wanted', attempts: 0 });
    await eventually('it is refused', async () => {
      return (await stored(id)).streamStatus === StreamStatus.refused;
    });
    await eventually('nothing of the try is left', async () => {
      return (await client.keys(id)).every((key) => key.startsWith('originals/'));
    });
    expect(await stored(id)).toMatchObject({ status: 'ready', failure: null, holder: null });
    expect(await client.queue.claimUnconverted('a worker')).toBeUndefined();
    expect(ffmpeg.runs).toBe(1);
  });

  it('is none of a recording that the program cannot read, which is played as it was sent', async () => {
    const media = await client.processedUpload('video', sample('one-second-av1.mp4'));
    expect(media).toMatchObject({ status: 'ready', streamable: false, codecs: ['av1'] });
    expect(await stored(media.id)).toMatchObject({
      ...{ streamStatus: 'refused', stream: null, renditions: [] },
    });
    expect(ffmpeg.runs).toBe(0);
  });

  it('is left for later where there is no program', async () => {
    const other = await CourseFixture.start({ FFMPEG_PATH: '' });
    try {
      const user = new MediaClient(other.course, await other.course.user(Role.instructor));
      const media = await user.processedUpload('video', sample('two-seconds.mp4'));
      expect(media).toMatchObject({ status: 'ready', streamable: false, variants: [] });
      expect(await other.course.stored(Media, { id: media.id })).toMatchObject([
        { streamStatus: 'wanted', attempts: 0, renditions: [], stream: null },
      ]);
      expect((await user.keys(media.id)).every((key) => key.startsWith('originals/'))).toBe(true);
      const image = await user.processedUpload('image', await photo(10, 10));
      const waiting = await other.course.get(MediaQueue).claimUnconverted('a worker');
      expect(waiting).toEqual({ id: media.id, attempts: 1 });
      expect(await other.course.stored(Media, { id: image.id })).toMatchObject([
        { streamStatus: 'none' },
      ]);
    } finally {
      await other.course.stop();
    }
  });

  it('begins anew when its worker has died, and nothing of the first try is left', async () => {
    const { id } = await client.processedUpload('video', await clip());
    const before = await client.keys(id);
    const leftOver = `renditions/${id}/hls/36p_00099.m4s`;
    await store(leftOver);
    await change(id, { status: 'processing', holder: 'a dead worker', streamStatus: 'none' });
    expect(await client.processed(id)).toMatchObject({ status: 'ready', streamable: true });
    await eventually('the work is done', async () => (await stored(id)).holder === null);
    expect((await client.keys(id)).sort()).toEqual(before.sort());
    expect((await stored(id)).attempts).toBe(2);
  });
});
