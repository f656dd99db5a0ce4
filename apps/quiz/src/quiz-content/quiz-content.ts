import { OmitType } from '@nestjs/swagger';
import { DomainError, type FieldError } from '@course-plateform/common/kernel';
import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { JSON_TEXT_MAX_BYTES, ListField } from '@course-plateform/types/platform';
import { QuestionCreateDto } from '../question-kinds/question.dto';
import { QUESTION_KINDS } from '../question-kinds/registry';
import { QuizCreateDto, settingsOf } from '../quiz/quiz.dto';
import { Quiz } from '../quiz/quiz.entity';

/** As many as the setting allows at most. */
const QUESTIONS_MAX = 1000;

/** A quiz as archives have it: what the requests take that make it. */
export class QuizContentDto extends OmitType(QuizCreateDto, ['courseId']) {
  @ListField(() => QuestionCreateDto, {
    maxItems: QUESTIONS_MAX,
    description: 'All questions, in their order',
  })
  questions!: QuestionCreateDto[];
}

/** A quiz as JSON without ids of this platform; null when it is too long for a message. */
export function writeContent({ title, settings, questions }: Quiz): string | null {
  const content = JSON.stringify({
    title,
    settings,
    questions: questions.map((question) => {
      const { kind, text, points } = question;
      return { kind, text, points, ...QUESTION_KINDS.of(question).written(question) };
    }),
  });
  return Buffer.byteLength(content) > JSON_TEXT_MAX_BYTES ? null : content;
}

/** Makes a quiz of what `writeContent` has written. @throws RequestInvalid, QuizFull, QuestionInvalid */
export function quizOf(
  content: string,
  { limit, now, ...ids }: { id?: string; courseId: string; limit: number; now: Date },
): Quiz {
  const dto = shaped(content);
  const quiz = new Quiz({ ...ids, title: dto.title, settings: settingsOf(dto.settings), now });
  for (const question of dto.questions) quiz.addQuestion(question, limit, now);
  return quiz;
}

/** What keeps a quiz from being made, by where in the content it is. */
export function errorsIn(content: string, limit: number): FieldError[] {
  const errors: FieldError[] = [];
  const attempt = <T>(pointer: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(...fieldErrors(pointer, error));
      return undefined;
    }
  };
  const dto = attempt('', () => shaped(content));
  const now = new Date(0);
  const quiz =
    dto && new Quiz({ courseId: '', title: '', settings: settingsOf(dto.settings), now });
  for (const [at, question] of dto?.questions.entries() ?? []) {
    attempt(`/questions/${at}`, () => quiz?.addQuestion(question, limit, now));
  }
  return errors;
}

/** @throws RequestInvalid */
function shaped(content: string): QuizContentDto {
  return validateShape(QuizContentDto, parsed(content), { unknownFields: 'refuse' });
}

/** @throws RequestInvalid */
function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new RequestInvalid({ cause });
  }
}

function fieldErrors(
  pointer: string,
  { code, declaration, occurrence }: DomainError,
): readonly FieldError[] {
  const { errors = [], params = {} } = occurrence;
  if (errors.length > 0) {
    return errors.map((error) => ({ ...error, pointer: pointer + error.pointer }));
  }
  return [{ pointer, code, detail: declaration.detail ?? declaration.title, params }];
}
