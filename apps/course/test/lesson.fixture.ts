import type { CourseDraftResponse } from '../src/course/course.dto';
import type { LessonResponse } from '../src/lesson-kinds/lesson.dto';
import { CourseFixture } from './course.fixture';
import { MediaClient, sample } from './media.fixture';

/** A lesson in the draft of a course. */
export interface WrittenLesson {
  readonly courseId: string;
  readonly lesson: LessonResponse;
  readonly version: number;
}

/** Instructors who make lessons of files. */
export class LessonFixture {
  private constructor(
    readonly courses: CourseFixture,
    readonly files: MediaClient,
  ) {}

  /** Without FFmpeg, which takes its time, unless the environment names it. */
  static async start(environment: Record<string, string> = {}): Promise<LessonFixture> {
    const courses = await CourseFixture.start({ FFMPEG_PATH: '', ...environment });
    return new LessonFixture(courses, new MediaClient(courses.course, courses.instructor));
  }

  /** A video of two seconds that can be used. @returns its id */
  async video(): Promise<string> {
    const { id } = await this.files.processedUpload('video', sample('two-seconds.mp4'));
    return id;
  }

  /** Adds a lesson to the first section of a draft. */
  add({ id, sections }: CourseDraftResponse, lesson: object) {
    return this.courses.post(`/courses/${id}/sections/${sections[0]?.id ?? ''}/lessons`, {
      title: 'A lesson',
      ...lesson,
    });
  }

  /** A lesson in a draft of its own. */
  async added(lesson: object): Promise<WrittenLesson> {
    const draft = await this.courses.draft();
    const { body } = await this.add(draft, lesson).expect(201);
    return written(body as CourseDraftResponse);
  }

  /** A video lesson in a published course of its own. */
  async published(mediaId: string, lesson: object = {}): Promise<WrittenLesson> {
    const added = await this.added({ kind: 'video', mediaId, ...lesson });
    await this.courses.approve(added.courseId);
    await this.courses.post(`/courses/${added.courseId}/publications`).expect(201);
    const { body } = await this.courses
      .get(`/courses/${added.courseId}/draft`, this.courses.instructor)
      .expect(200);
    return written(body as CourseDraftResponse);
  }

  remove({ courseId, lesson, version }: WrittenLesson) {
    return this.courses.change('delete', `/courses/${courseId}/lessons/${lesson.id}`, version);
  }
}

function written({ id, sections, version }: CourseDraftResponse): WrittenLesson {
  const lesson = sections[0]?.lessons.at(-1);
  if (!lesson) throw new Error('The draft has no lesson');
  return { courseId: id, lesson, version };
}
