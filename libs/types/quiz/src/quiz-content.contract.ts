import { rpcContract } from '@course-plateform/common/kernel';
import { IdField, JsonTextField, ListField, TextField } from '@course-plateform/types/platform';

const EXAMPLE = '{"title":"HTML basics","settings":{"passPercent":70},"questions":[]}';

export class QuizContentQuery {
  @IdField({ description: 'The course that is exported' })
  courseId!: string;

  @IdField({ description: 'A quiz that one of its lessons names' })
  quizId!: string;
}

export class QuizContentReply {
  @JsonTextField({
    nullable: true,
    example: EXAMPLE,
    description:
      'The title, the settings and the questions with their keys, in the form of the requests that make them. Null when the course has no such quiz, or when it is too long for a message',
  })
  content!: string | null;
}

/** Everything that an author has written of a quiz, for the archive of its course. */
export const quizContentGet = rpcContract({
  subject: 'quiz.content.get',
  request: QuizContentQuery,
  reply: QuizContentReply,
  callers: ['course'],
});

export class QuizContentDraft {
  @JsonTextField({ example: EXAMPLE, description: 'A quiz as `quiz.content.get` writes it' })
  content!: string;
}

/** What is wrong with a part of a quiz; its text is translated by whoever shows it. */
export class QuizContentError {
  @TextField({
    min: 0,
    max: 1000,
    example: '/questions/0/choices',
    description: 'Where it is, as a JSON pointer (RFC 6901)',
  })
  pointer!: string;

  @TextField({
    max: 100,
    example: 'question.one_correct',
    description: 'The code of what is wrong',
  })
  code!: string;

  @TextField({
    max: 1000,
    example: 'exactly one choice must be correct',
    description: 'In English, with placeholders for the parameters',
  })
  detail!: string;

  @JsonTextField({ example: '{}', description: 'The parameters, as a JSON object' })
  params!: string;
}

export class QuizContentVerdict {
  @ListField(() => QuizContentError, {
    maxItems: 100,
    description: 'The first errors; empty when such a quiz can be made',
  })
  errors!: QuizContentError[];
}

/** Whether a quiz of an archive can be made. Nothing is stored. */
export const quizContentCheck = rpcContract({
  subject: 'quiz.content.check',
  request: QuizContentDraft,
  reply: QuizContentVerdict,
  callers: ['course'],
});
