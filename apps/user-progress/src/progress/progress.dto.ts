import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  TextField,
} from '@course-plateform/types/platform';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import type { Enrollment } from '../enrollment/enrollment.entity';

export class LessonProgressResponse {
  @IdField()
  lessonId!: string;

  @IdField()
  sectionId!: string;

  @TextField({ example: 'How the web works' })
  title!: string;

  @TextField({ example: 'article', description: 'As in the outline of the course' })
  kind!: string;

  @IdField({ nullable: true, description: 'The quiz that completes a quiz lesson' })
  quizId!: string | null;

  @BooleanField()
  completed!: boolean;

  @DateTimeField({ nullable: true })
  completedAt!: string | null;
}

export class ProgressResponse {
  @IdField()
  enrollmentId!: string;

  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, description: 'The publication the lessons are from' })
  publication!: number;

  @TextField({ example: 'Complete Web Development' })
  courseTitle!: string;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus')
  status!: EnrollmentStatus;

  @NumberField({ min: 0, max: 100, example: 66.66 })
  percent!: number;

  @IntegerField()
  completedLessons!: number;

  @IntegerField()
  totalLessons!: number;

  @ListField(() => LessonProgressResponse, { maxItems: 5000, description: 'In their order' })
  lessons!: LessonProgressResponse[];
}

/** @param done the lessons that are completed, with the time */
export function toProgressResponse(
  enrollment: Enrollment,
  curriculum: CurriculumSnapshot,
  done: ReadonlyMap<string, Date>,
): ProgressResponse {
  return {
    enrollmentId: enrollment.id,
    courseId: enrollment.courseId,
    publication: enrollment.publication,
    courseTitle: curriculum.title,
    status: enrollment.status,
    percent: enrollment.percent,
    completedLessons: done.size,
    totalLessons: curriculum.lessons.length,
    lessons: curriculum.lessons.map(({ lessonId, sectionId, title, kind, quizId }) => {
      const at = done.get(lessonId);
      const completedAt = at?.toISOString() ?? null;
      return { lessonId, sectionId, title, kind, quizId, completed: !!at, completedAt };
    }),
  };
}
