import { registryOf } from '@course-plateform/common/kernel';
import { multipleChoice } from './multiple-choice.kind';
import type { QuestionKind } from './question-kind';
import { singleChoice } from './single-choice.kind';
import { trueFalse } from './true-false.kind';

/** Every kind of question. Nothing else lists them. */
export const QUESTION_KINDS = registryOf<QuestionKind>('question', [
  singleChoice,
  multipleChoice,
  trueFalse,
]);
