import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  TextField,
} from '@course-plateform/types/platform';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { type Enrollment, percentOf } from '../enrollment/enrollment.entity';

export class ChangedLessonResponse {
  @IdField({ description: 'The lesson' })
  lessonId!: string;

  @TextField({ example: 'How the web works', description: 'The title of the lesson' })
  title!: string;

  @TextField({
    example: 'article',
    description: 'One of the lesson kinds of the course service; new ones may come',
  })
  kind!: string;

  @BooleanField({ description: 'Whether you have completed it' })
  completed!: boolean;
}

export class VersionUpgradeResponse {
  @IdField({ description: 'The enrollment that is upgraded' })
  enrollmentId!: string;

  @IdField({ description: 'The course that is learned' })
  courseId!: string;

  @BooleanField({ description: 'Whether there is a publication newer than `fromPublication`' })
  available!: boolean;

  @IntegerField({ min: 1, description: 'The number of the publication before the upgrade' })
  fromPublication!: number;

  @IntegerField({ min: 1, description: 'The number of the newest publication', example: 2 })
  toPublication!: number;

  @NumberField({
    min: 0,
    max: 100,
    example: 100,
    description: 'Your percentage before the upgrade, 0–100',
  })
  fromPercent!: number;

  @NumberField({
    min: 0,
    max: 100,
    example: 80,
    description: 'Your percentage after the upgrade, 0–100',
  })
  toPercent!: number;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus', {
    description: 'Whether you have access; a completed enrollment stays completed',
  })
  status!: EnrollmentStatus;

  @ListField(() => ChangedLessonResponse, {
    maxItems: 5000,
    description: 'Lessons that only the newest publication has',
  })
  addedLessons!: ChangedLessonResponse[];

  @ListField(() => ChangedLessonResponse, {
    maxItems: 5000,
    description: 'Lessons that the newest publication does not have any more',
  })
  removedLessons!: ChangedLessonResponse[];
}

/** Two publications of a course, with the lessons of each that a learner has completed. */
export interface VersionChange {
  readonly from: CurriculumSnapshot;
  readonly to: CurriculumSnapshot;
  readonly doneFrom: ReadonlyMap<string, Date>;
  readonly doneTo: ReadonlyMap<string, Date>;
}

/** @param enrollment for a preview as it is, after an upgrade as it has become */
export function toVersionUpgradeResponse(
  enrollment: Enrollment,
  { from, to, doneFrom, doneTo }: VersionChange,
): VersionUpgradeResponse {
  return {
    enrollmentId: enrollment.id,
    courseId: enrollment.courseId,
    available: to.publication > from.publication,
    fromPublication: from.publication,
    toPublication: to.publication,
    fromPercent: percentOf(doneFrom.size, from.lessons.length),
    toPercent: percentOf(doneTo.size, to.lessons.length),
    status: enrollment.status,
    addedLessons: changedLessons(to, from, doneTo),
    removedLessons: changedLessons(from, to, doneFrom),
  };
}

/** The lessons that one publication has and another has not. */
function changedLessons(
  one: CurriculumSnapshot,
  other: CurriculumSnapshot,
  done: ReadonlyMap<string, Date>,
): ChangedLessonResponse[] {
  const shared = new Set(other.lessons.map(({ lessonId }) => lessonId));
  return one.lessons
    .filter(({ lessonId }) => !shared.has(lessonId))
    .map(({ lessonId, title, kind }) => ({
      lessonId,
      title,
      kind,
      completed: done.has(lessonId),
    }));
}
