import { DAY_MS, MINUTE_MS, RealClock } from '@course-plateform/common/kernel';
import { ObjectStorage } from '@course-plateform/common/storage';
import { eventually, testStores } from '@course-plateform/common/test-kit';
import type { TestService } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { CoursePresentationService } from '../src/course/course-presentation.service';
import { Media } from '../src/media/media.entity';
import { MediaJobs } from '../src/media/media.job';
import { MediaService } from '../src/media/media.service';
import { ArchiveClient, zipOf } from './archive.fixture';
import { LessonFixture } from './lesson.fixture';
import { MediaClient, photo, sha256 } from './media.fixture';

const SRT = Buffer.from('1\n00:00:00,000 --> 00:00:01,000\nHello\n');

/** A client that also knows what it has stored. */
class Importer extends ArchiveClient {
  used(): Promise<number> {
    return new MediaClient(this.service, this.user).used();
  }
}

/** A course with lessons and files of several kinds, and instructors who import it. */
export class ImportFixture {
  private constructor(
    private readonly lessons: LessonFixture,
    readonly draft: CourseDraftResponse,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<ImportFixture> {
    const lessons = await LessonFixture.start({
      ...{ LESSON_LINK_HOSTS: 'example.org', FFMPEG_PATH: testStores().ffmpegPath },
      ...environment,
    });
    return new ImportFixture(lessons, await filled(lessons));
  }

  get service(): TestService {
    return this.lessons.courses.course;
  }

  /** The archive of the course. */
  async archive(): Promise<Buffer> {
    const author = new ArchiveClient(this.service, this.lessons.courses.instructor);
    return (await author.export(this.draft.id).expect(200)).body as Buffer;
  }

  async newClient(): Promise<Importer> {
    return new Importer(this.service, await this.service.user(Role.instructor));
  }

  /** What an import could have left: courses, files, and bytes that belong to none. */
  async everything(): Promise<readonly string[]> {
    const objects: string[] = [];
    const storage = this.service.get(ObjectStorage);
    for (const prefix of ['originals/', 'renditions/']) {
      for await (const { key } of storage.list(prefix)) objects.push(key);
    }
    const courses = await this.service.stored(Course);
    const media = await this.service.stored(Media);
    // Of those that are there, more may be made meanwhile.
    const orphans = objects.filter((key) => !media.some(({ id }) => key.includes(id)));
    return [...orphans, ...[...courses, ...media].map(({ id }) => id)].sort();
  }

  /** Waits until there is no more than before: a worker may have had a file that is gone. */
  async settlesTo(before: readonly string[]): Promise<void> {
    let now: readonly string[] = [];
    await eventually('nothing is left', async () => {
      await this.later(2 * MINUTE_MS, () => this.service.get(MediaJobs).removeFiles());
      now = await this.everything();
      return now.every((one) => before.includes(one));
    });
    // Bytes that were left of a file of another test go.
    expect(now).toEqual(expect.arrayContaining(before.filter((one) => !one.includes('/'))));
  }

  /** An archive with files under names of one's choice. */
  archiveWith(course: object, files: readonly (readonly [string, Buffer])[]): Buffer {
    return zipOf([
      { name: 'course.json', bytes: Buffer.from(JSON.stringify(course)) },
      ...files.map(([name, bytes]) => ({ name: `media/${name}`, bytes })),
    ]);
  }

  named(files: readonly Buffer[]): (readonly [string, Buffer])[] {
    return files.map((bytes) => [sha256(bytes), bytes] as const);
  }

  /** Lets the storage take some objects and then no more. */
  failWriteAfter(count: number) {
    const storage = this.service.get(ObjectStorage);
    const write = storage.write.bind(storage);
    let written = 0;
    return jest.spyOn(storage, 'write').mockImplementation((key, body, options) => {
      if (key.startsWith('originals/')) written += 1;
      if (written <= count) return write(key, body, options);
      body.destroy();
      return Promise.reject(new Error('The disk is full'));
    });
  }

  /** Lets the work that stores the course fail. */
  failCourse() {
    const presentation = this.service.get(CoursePresentationService);
    return jest.spyOn(presentation, 'prepare').mockRejectedValue(new Error('No database'));
  }

  /** Lets everything end where the course would be stored, as if the process were gone. */
  dieBeforeCourse() {
    const media = this.service.get(MediaService);
    return [
      this.failCourse(),
      jest.spyOn(media, 'remove').mockRejectedValue(new Error('The process is gone')),
    ];
  }

  /** What the job does once files have been unused for long enough. */
  sweep(): Promise<void> {
    return this.later(400 * DAY_MS, () => this.service.get(MediaJobs).sweep());
  }

  private async later(ms: number, work: () => Promise<void>): Promise<void> {
    const clock = this.service.get(RealClock);
    const later = new Date(clock.now().getTime() + ms);
    const spy = jest.spyOn(clock, 'now').mockReturnValue(later);
    await work();
    spy.mockRestore();
  }

  stop(): Promise<void> {
    return this.lessons.courses.stop();
  }
}

async function filled(lessons: LessonFixture): Promise<CourseDraftResponse> {
  const cover = await lessons.files.processedUpload('image', await photo(800, 450));
  const sound = await lessons.files.processedUpload('caption', SRT);
  const details = {
    ...{ title: 'Web servers', subtitle: 'From A to Ω', coverId: cover.id, language: 'pt-BR' },
    ...{ objectives: ['Serve pages'], topics: ['http'], welcomeMessage: 'Welcome!' },
  };
  const draft = await lessons.courses.draft(details);
  const { body } = await lessons.add(draft, {
    ...{ kind: 'video', title: 'Watch', mediaId: await lessons.video() },
  });
  const watched = (body as CourseDraftResponse).sections[0]?.lessons.at(-1)?.id ?? '';
  const path = `/courses/${draft.id}/lessons/${watched}`;
  const captions = { mediaId: sound.id, isDefault: true };
  await lessons.courses.change('put', `${path}/captions/en`, body.version, captions).expect(200);
  await lessons.courses.post(`${path}/resources`, { title: 'Cover', mediaId: cover.id });
  await lessons.courses.post(`${path}/resources`, { title: 'Page', url: 'https://example.org/' });
  await lessons.add(draft, { kind: 'link', title: 'Read', url: 'https://example.org/page' });
  await lessons.add(draft, { kind: 'article', title: 'More', article: '<p>More.</p>' });
  const last = await lessons.add(draft, { kind: 'article', title: 'Look', preview: true });
  return last.body as CourseDraftResponse;
}
