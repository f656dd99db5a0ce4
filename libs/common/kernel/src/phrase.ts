import type { FieldError } from './domain-error';
import type { MessageParams } from './message';

/** A sentence that is said to people: written once in English, translated by its code. */
export interface Phrase {
  /** Stable, dotted, `area.name`; never localised. */
  readonly code: string;
  /** In English; an ICU message. */
  readonly text: string;
}

const phrases = new Map<string, Phrase>();

/**
 * Declares a sentence: `const tooShort = phrase('name.too_short', 'needs at least {min} letters')`.
 * @throws Error when the code is malformed or taken
 */
export function phrase(code: string, text: string): Phrase {
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(code)) {
    throw new Error(`The code "${code}" of a phrase is not of the form area.name`);
  }
  if (phrases.has(code)) throw new Error(`The phrase "${code}" is declared twice`);
  const declared = { code, text };
  phrases.set(code, declared);
  return declared;
}

/** Every phrase declared by the modules loaded so far, by code. */
export function declaredPhrases(): ReadonlyMap<string, Phrase> {
  return phrases;
}

/** Says of one field what is wrong with it. @param pointer a JSON pointer (RFC 6901) into the body */
export function fieldError(
  pointer: string,
  { code, text }: Phrase,
  params: MessageParams = {},
): FieldError {
  return { pointer, code, detail: text, params };
}
