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
import { EnrollmentStatus, type SectionLock } from '@course-plateform/types/user-progress';
import type { CurriculumSnapshot } from '../curriculum/curriculum-snapshot.entity';
import { lockOf } from '../curriculum/section-locks';
import type { Enrollment } from '../enrollment/enrollment.entity';

export class LessonProgressResponse {
  @IdField({ description: 'The lesson' })
  lessonId!: string;

  @IdField({ description: 'The section the lesson is in' })
  sectionId!: string;

  @TextField({ example: 'How the web works', description: 'The title of the lesson' })
  title!: string;

  @TextField({
    example: 'article',
    description: 'One of the lesson kinds of the course service; new ones may come',
  })
  kind!: string;

  @IdField({
    nullable: true,
    description:
      'The quiz that completes the lesson when it is passed; null for a lesson that you mark complete yourself',
  })
  quizId!: string | null;

  @BooleanField({ description: 'Whether you have completed the lesson' })
  completed!: boolean;

  @DateTimeField({ nullable: true, description: 'When you completed it; null while you have not' })
  completedAt!: string | null;

  @BooleanField({
    description:
      'Whether its section is not open to you yet, so that you can neither open nor complete it',
  })
  locked!: boolean;

  @DateTimeField({
    nullable: true,
    description:
      'When the release of its section opens it to you; null when it is not locked by one',
  })
  availableAt!: string | null;
}

export class ProgressResponse {
  @IdField({ description: 'The enrollment whose progress it is' })
  enrollmentId!: string;

  @IdField({ description: 'The course that is learned' })
  courseId!: string;

  @IntegerField({ min: 1, description: 'The number of the publication the lessons are from' })
  publication!: number;

  @TextField({
    example: 'Complete Web Development',
    description: 'The title of the course in that publication',
  })
  courseTitle!: string;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus', { description: 'Whether you have access' })
  status!: EnrollmentStatus;

  @NumberField({
    min: 0,
    max: 100,
    example: 66.66,
    description: 'Completed lessons in percent, 0–100, to two decimals',
  })
  percent!: number;

  @IntegerField({ description: 'How many lessons you have completed', example: 2 })
  completedLessons!: number;

  @IntegerField({ description: 'How many lessons the publication has', example: 3 })
  totalLessons!: number;

  @ListField(() => LessonProgressResponse, {
    maxItems: 5000,
    description: 'All lessons of the publication, in their order',
  })
  lessons!: LessonProgressResponse[];
}

/** The lessons that a learner has, and what became of them. */
interface LearnedLessons {
  readonly curriculum: CurriculumSnapshot;
  /** Those that are completed, with the time. */
  readonly done: ReadonlyMap<string, Date>;
  readonly locks: readonly SectionLock[];
}

export function toProgressResponse(
  enrollment: Enrollment,
  { curriculum, done, locks }: LearnedLessons,
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
    lessons: curriculum.lessons.map((lesson) => {
      const { lessonId, sectionId, title, kind, quizId } = lesson;
      const at = done.get(lessonId);
      const completedAt = at?.toISOString() ?? null;
      const lock = lockOf(lesson, locks);
      return {
        ...{ lessonId, sectionId, title, kind, quizId, completed: !!at, completedAt },
        ...{ locked: lock !== undefined, availableAt: lock?.availableAt ?? null },
      };
    }),
  };
}
