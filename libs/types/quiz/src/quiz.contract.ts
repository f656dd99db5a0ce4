import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  IdField,
  IdListField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';

export class QuizIds {
  @IdListField({ maxItems: 500, description: 'The quizzes to describe' })
  quizIds!: string[];
}

/** A quiz as the course that contains it sees it. */
export class QuizReference {
  @IdField({ description: 'The quiz' })
  quizId!: string;

  @IdField({ description: 'The course the quiz belongs to' })
  courseId!: string;

  @TextField({
    example: 'HTML basics',
    description: 'As in its newest publication, or as in the draft before the first',
  })
  title!: string;

  @BooleanField({ description: 'Whether learners can take it' })
  published!: boolean;
}

export class QuizReferences {
  @ListField(() => QuizReference, { description: 'Those that exist, in no particular order' })
  quizzes!: QuizReference[];
}

/** What a course needs to know of its quizzes. */
export const quizGetMany = rpcContract({
  subject: 'quiz.quiz.get-many',
  request: QuizIds,
  reply: QuizReferences,
  callers: ['course'],
});
