import { article } from './article.kind';
import type { LessonKind, LessonShapes } from './lesson-kind';
import { quiz } from './quiz.kind';

/** Every kind of lesson, in the order of their checks. Nothing else lists them. */
export const LESSON_KINDS: readonly LessonKind[] = [article, quiz];

const byName = new Map(LESSON_KINDS.map((kind) => [kind.kind, kind]));

/** The kind of a lesson. @throws Error for one that was stored by a kind that is gone */
export function kindOf({ kind }: { readonly kind: string }): LessonKind {
  const known = byName.get(kind);
  if (!known) throw new Error(`There is no kind of lesson "${kind}"`);
  return known;
}

/** What each kind says about one of its shapes, by the name of the kind. */
export function shapesOf<Part extends keyof LessonShapes>(
  part: Part,
): Readonly<Record<string, LessonShapes[Part]>> {
  return Object.fromEntries(LESSON_KINDS.map(({ kind, shapes }) => [kind, shapes[part]]));
}
