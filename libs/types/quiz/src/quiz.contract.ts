import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  IdField,
  IdListField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';

export class QuizIds {
  @IdListField({ maxItems: 500 })
  quizIds!: string[];
}

/** A quiz as the course that contains it sees it. */
export class QuizReference {
  @IdField()
  quizId!: string;

  @IdField()
  courseId!: string;

  @TextField({ example: 'HTML basics' })
  title!: string;

  @BooleanField({ description: 'Whether learners can take it' })
  published!: boolean;
}

export class QuizReferences {
  @ListField(() => QuizReference)
  quizzes!: QuizReference[];
}

/** What a course needs to know of its quizzes. */
export const quizGetMany = rpcContract({
  subject: 'quiz.quiz.get-many',
  request: QuizIds,
  reply: QuizReferences,
  askedBy: ['course'],
});
