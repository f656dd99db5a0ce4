import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { CourseRight } from '@course-plateform/types/course';
import type { LessonSources } from '../lesson-kinds/lesson-kind';
import {
  type LessonCreateDto,
  type LessonUpdateDto,
  changeOf,
  contentOf,
} from '../lesson-kinds/lesson.dto';
import {
  type CourseDraftResponse,
  type CurriculumOrderDto,
  type LessonMoveDto,
  type SectionDto,
  type SectionUpdateDto,
  toCourseDraft,
} from './course.dto';
import { CourseMedia } from './course-media.service';
import type { Course } from './course.entity';
import { CourseRepository } from './course.repository';
import type { Curriculum } from './curriculum';
import { rulesIn } from './section-rules';

/** The sections and lessons of a draft. Every change responds with the whole draft and its new ETag. */
@Injectable()
export class CurriculumService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly media: CourseMedia,
    private readonly clock: Clock,
  ) {}

  addSection(caller: Caller, courseId: string, dto: SectionDto): Promise<CourseDraftResponse> {
    const content = { title: dto.title, ...rulesIn(dto) };
    return this.change(caller, courseId, (now) => now.addSection(content).curriculum);
  }

  /** @throws SectionNotFound */
  editSection(
    caller: Caller,
    { courseId, sectionId }: SectionPath,
    version: number,
    dto: SectionUpdateDto,
  ): Promise<CourseDraftResponse> {
    const change = { ...(dto.title === undefined ? {} : { title: dto.title }), ...rulesIn(dto) };
    return this.change(caller, courseId, (now) => now.editSection(sectionId, change), { version });
  }

  removeSection(
    caller: Caller,
    { courseId, sectionId }: SectionPath,
    version: number,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) => now.removeSection(sectionId), { version });
  }

  addLesson(
    caller: Caller,
    { courseId, sectionId }: SectionPath,
    dto: LessonCreateDto,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, async (now, sources) => {
      const content = await contentOf(dto, sources);
      return now.addLesson(sectionId, content).curriculum;
    });
  }

  /** @throws LessonNotFound, RequestInvalid */
  editLesson(
    caller: Caller,
    { courseId, lessonId }: LessonPath,
    version: number,
    dto: LessonUpdateDto,
  ): Promise<CourseDraftResponse> {
    return this.change(
      caller,
      courseId,
      async (now, sources) =>
        now.editLesson(lessonId, await changeOf(now.lesson(lessonId), dto, sources)),
      { version },
    );
  }

  removeLesson(
    caller: Caller,
    { courseId, lessonId }: LessonPath,
    version: number,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) => now.removeLesson(lessonId), { version });
  }

  moveLesson(
    caller: Caller,
    { courseId, lessonId }: LessonPath,
    dto: LessonMoveDto,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) =>
      now.moveLesson(lessonId, dto.sectionId, dto.position),
    );
  }

  /** @throws CurriculumOrderInvalid */
  reorder(
    caller: Caller,
    courseId: string,
    version: number,
    dto: CurriculumOrderDto,
  ): Promise<CourseDraftResponse> {
    const order = dto.sections.map(({ sectionId, lessons }) => ({
      sectionId,
      lessonIds: lessons.map(({ id }) => id),
    }));
    return this.change(caller, courseId, (now) => now.reorder(order), { version });
  }

  /**
   * Changes the curriculum of a draft.
   * @throws CourseNotFound, CourseRightMissing, CourseInReview; PreconditionFailed when a version is given and stale
   */
  change(
    caller: Caller,
    courseId: string,
    change: (present: Curriculum, sources: LessonSources) => Curriculum | Promise<Curriculum>,
    { version, rights }: ChangeRules = {},
  ): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (em): Promise<Course> => {
      const course = await this.courses.findEditable(caller, courseId, rights);
      if (version !== undefined) course.assertVersion(version);
      const before = course.mediaIds;
      const changed = await change(course.curriculum, this.media.sources(em, course));
      course.rearrange(changed, this.clock.now());
      await this.media.note(em, course, before);
      return course;
    }, toCourseDraft);
  }
}

/** What a change asks for. */
interface ChangeRules {
  /** That the caller has read. */
  readonly version?: number | undefined;
  /** Of which a co-instructor must have one; `manage` when left out. */
  readonly rights?: readonly CourseRight[] | undefined;
}

interface SectionPath {
  readonly courseId: string;
  readonly sectionId: string;
}

export interface LessonPath {
  readonly courseId: string;
  readonly lessonId: string;
}
