import type { FieldError } from './domain-error';
import type { MessageParams } from './message';

/** A message for users, in English; translations are found by its code. */
export interface MessageDescriptor {
  /** Stable, dotted, `area.name`; never localized. */
  readonly code: string;
  /** In English; an ICU message. */
  readonly text: string;
}

const messages = new Map<string, MessageDescriptor>();

/**
 * Declares a message: `const tooShort = defineMessage('name.too_short', 'needs at least {min} letters')`.
 * @throws Error when the code is malformed or taken
 */
export function defineMessage(code: string, text: string): MessageDescriptor {
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(code)) {
    throw new Error(`The code "${code}" of a message is not of the form area.name`);
  }
  if (messages.has(code)) throw new Error(`The message "${code}" is declared twice`);
  const declared = { code, text };
  messages.set(code, declared);
  return declared;
}

/** Every message declared by the modules loaded so far, by code. */
export function declaredMessages(): ReadonlyMap<string, MessageDescriptor> {
  return messages;
}

/** An error of one field. @param pointer a JSON pointer (RFC 6901) into the body */
export function fieldError(
  pointer: string,
  { code, text }: MessageDescriptor,
  params: MessageParams = {},
): FieldError {
  return { pointer, code, detail: text, params };
}
