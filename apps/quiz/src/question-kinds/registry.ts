import { multipleChoice } from './multiple-choice.kind';
import type { QuestionKind, QuestionShapes } from './question-kind';
import { singleChoice } from './single-choice.kind';
import { trueFalse } from './true-false.kind';

/** Every kind of question. Nothing else lists them. */
export const QUESTION_KINDS: readonly QuestionKind[] = [singleChoice, multipleChoice, trueFalse];

const byName = new Map(QUESTION_KINDS.map((kind) => [kind.kind, kind]));

/** The kind of a question. @throws Error for one that was stored by a kind that is gone */
export function kindOf({ kind }: { readonly kind: string }): QuestionKind {
  const known = byName.get(kind);
  if (!known) throw new Error(`There is no kind of question "${kind}"`);
  return known;
}

/** What each kind says about one of its shapes, by the name of the kind. */
export function shapesOf<Part extends keyof QuestionShapes>(
  part: Part,
): Readonly<Record<string, QuestionShapes[Part]>> {
  return Object.fromEntries(QUESTION_KINDS.map(({ kind, shapes }) => [kind, shapes[part]]));
}
