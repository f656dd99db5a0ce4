import { Injectable } from '@nestjs/common';
import { isId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { categoryGetMany } from '@course-plateform/types/category';
import { CoursePageRepository } from '../catalog/course-page.repository';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import type { Course } from '../course/course.entity';
import { CourseServiceSettings } from '../env';
import { PublishChecksFailed } from './publication.errors';
import { type CheckOutcome, type PublishCheckInput, runPublishChecks } from './publish-check';

/** The gate every course passes before learners see it. */
@Injectable()
export class PublishGateService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly pages: CoursePageRepository,
    private readonly limits: CourseServiceSettings,
  ) {}

  /** Calls other services, so call it before the unit of work. */
  async check(course: Course): Promise<CheckOutcome[]> {
    return runPublishChecks(course, await this.inputOf(course));
  }

  /** @throws PublishChecksFailed naming each check that fails */
  async assertPasses(course: Course): Promise<void> {
    const failed = (await this.check(course)).filter(({ passed }) => !passed);
    if (failed.length === 0) return;
    throw new PublishChecksFailed({
      params: { checks: failed.map(({ code }) => code).join(', ') },
      extensions: { checks: failed },
    });
  }

  private async inputOf(course: Course): Promise<PublishCheckInput> {
    const [categoryExists, unreadyKinds, cover] = await Promise.all([
      this.categoryExists(course.details.categoryId),
      this.unreadyKinds(course),
      this.coverOf(course),
    ]);
    const { limits } = this;
    return {
      categoryExists,
      unreadyKinds,
      cover,
      descriptionMinimum: limits.courseDescriptionMinimum,
      lessonsMinimum: limits.courseLessonsMinimum,
      minutesMinimum: limits.courseMinutesMinimum,
      objectivesMinimum: limits.courseObjectivesMinimum,
      coverMinimum: {
        width: limits.courseCoverMinimumWidth,
        height: limits.courseCoverMinimumHeight,
      },
      freeHoursMaximum: limits.courseFreeHoursMaximum,
    };
  }

  private async coverOf({ details }: Course): Promise<PublishCheckInput['cover']> {
    const media = details.coverId ? await this.pages.media(details.coverId) : null;
    const { width = null, height = null } = media?.properties ?? {};
    return width === null || height === null ? null : { width, height };
  }

  private async categoryExists(categoryId: string | null): Promise<boolean> {
    if (!isId(categoryId)) return false;
    const { categories } = await this.rpc.request(categoryGetMany, {
      categoryIds: [categoryId],
    });
    return categories.length > 0;
  }

  private async unreadyKinds({ id, curriculum }: Course): Promise<ReadonlySet<string>> {
    const outcomes = await Promise.all(
      LESSON_KINDS.all.map(async ({ kind, check }) => {
        const lessons = curriculum.lessons.filter((lesson) => lesson.kind === kind);
        return { kind, passed: !check || (await check.passes(lessons, id, this.rpc)) };
      }),
    );
    return new Set(outcomes.filter(({ passed }) => !passed).map(({ kind }) => kind));
  }
}
