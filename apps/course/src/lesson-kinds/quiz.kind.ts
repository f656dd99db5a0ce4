import { OmitType, PartialType } from '@nestjs/swagger';
import { defineMessage } from '@course-plateform/common/kernel';
import type { RpcClient } from '@course-plateform/common/rpc';
import { IdField, KindField, TextField } from '@course-plateform/types/platform';
import { quizGetMany } from '@course-plateform/types/quiz';
import {
  type Lesson,
  type LessonCheck,
  LessonCreate,
  type LessonKind,
  type LessonNames,
  LessonOutline,
  type LessonSources,
  LessonView,
} from './lesson-kind';

const KIND = 'quiz';
const UNPUBLISHED = defineMessage(
  'course.quiz_unpublished',
  'Publish the quizzes of the course first.',
);
const NO_ARTICLE = 'Always null; kept from before lessons had kinds';

interface QuizLesson extends Lesson {
  /** Kept by the quiz service. */
  readonly quizId: string;
}

export class QuizLessonCreateDto extends LessonCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'A quiz of the course; passing it completes the lesson' })
  quizId!: string;
}

export class QuizLessonUpdateDto extends PartialType(OmitType(QuizLessonCreateDto, ['kind']), {
  skipNullProperties: false,
}) {}

export class QuizLessonResponse extends LessonView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @TextField({ min: 0, max: 200_000, nullable: true, example: null, description: NO_ARTICLE })
  article!: null;

  @IdField({ description: 'The quiz that completes the lesson when it is passed' })
  quizId!: string;
}

export class QuizLessonOutline extends LessonOutline {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'The quiz that completes the lesson when it is passed' })
  quizId!: string;
}

/** Learners can take each quiz, and it is one of this course. */
class QuizzesPublished implements LessonCheck {
  readonly message = UNPUBLISHED;

  async passes(lessons: readonly QuizLesson[], courseId: string, rpc: RpcClient): Promise<boolean> {
    const quizIds = [...new Set(lessons.map(({ quizId }) => quizId))];
    if (quizIds.length === 0) return true;
    const { quizzes } = await rpc.request(quizGetMany, { quizIds });
    const own = quizzes.filter((quiz) => quiz.published && quiz.courseId === courseId);
    const published = new Set(own.map(({ quizId }) => quizId));
    return quizIds.every((quizId) => published.has(quizId));
  }
}

class QuizKind implements LessonKind {
  readonly kind = KIND;
  readonly shapes = {
    create: QuizLessonCreateDto,
    update: QuizLessonUpdateDto,
    view: QuizLessonResponse,
    outline: QuizLessonOutline,
  };
  readonly takesCaptions = false;
  readonly canPreview = false;
  readonly check = new QuizzesPublished();

  content({ quizId }: QuizLessonCreateDto, sources: LessonSources) {
    return { quizId: sources.quizId(quizId) };
  }

  edited({ quizId }: QuizLessonUpdateDto, _lesson: QuizLesson, sources: LessonSources) {
    return quizId === undefined ? {} : { quizId: sources.quizId(quizId) };
  }

  written({ quizId, durationSeconds }: QuizLesson, names: LessonNames) {
    return { quizId: names.quizId(quizId), durationSeconds };
  }

  view({ quizId }: QuizLesson): Pick<QuizLessonResponse, 'article' | 'quizId'> {
    return { article: null, quizId };
  }

  outline({ quizId }: QuizLesson): Pick<QuizLessonOutline, 'quizId'> {
    return { quizId };
  }

  mediaIds(): readonly string[] {
    return [];
  }

  completedBy({ quizId }: QuizLesson): string {
    return quizId;
  }
}

/** A quiz to pass. */
export const quiz = new QuizKind();
