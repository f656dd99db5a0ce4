import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
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
  toCourseDraft,
} from './course.dto';
import type { Course } from './course.entity';
import { CourseRepository } from './course.repository';
import type { Curriculum } from './curriculum';

/** The sections and lessons of a draft. Every change responds with the whole draft and its new ETag. */
@Injectable()
export class CurriculumService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly clock: Clock,
  ) {}

  addSection(caller: Caller, courseId: string, dto: SectionDto): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) => now.addSection(dto.title).curriculum);
  }

  renameSection(
    caller: Caller,
    { courseId, sectionId }: SectionPath,
    version: number,
    dto: SectionDto,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) => now.renameSection(sectionId, dto.title), version);
  }

  removeSection(
    caller: Caller,
    { courseId, sectionId }: SectionPath,
    version: number,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) => now.removeSection(sectionId), version);
  }

  addLesson(
    caller: Caller,
    { courseId, sectionId }: SectionPath,
    dto: LessonCreateDto,
  ): Promise<CourseDraftResponse> {
    const content = contentOf(dto);
    return this.change(caller, courseId, (now) => now.addLesson(sectionId, content).curriculum);
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
      (now) => now.editLesson(lessonId, changeOf(now.lesson(lessonId), dto)),
      version,
    );
  }

  removeLesson(
    caller: Caller,
    { courseId, lessonId }: LessonPath,
    version: number,
  ): Promise<CourseDraftResponse> {
    return this.change(caller, courseId, (now) => now.removeLesson(lessonId), version);
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
    return this.change(caller, courseId, (now) => now.reorder(order), version);
  }

  /** @throws CourseNotFound, CourseInReview; PreconditionFailed when a version is given and stale */
  private change(
    caller: Caller,
    courseId: string,
    change: (present: Curriculum) => Curriculum,
    version?: number,
  ): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (): Promise<Course> => {
      const course = await this.courses.findOwned(caller, courseId);
      if (version !== undefined) course.assertVersion(version);
      course.rearrange(change(course.curriculum), this.clock.now());
      return course;
    }, toCourseDraft);
  }
}

interface SectionPath {
  readonly courseId: string;
  readonly sectionId: string;
}

interface LessonPath {
  readonly courseId: string;
  readonly lessonId: string;
}
