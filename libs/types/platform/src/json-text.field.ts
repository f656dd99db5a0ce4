import { type FieldOptions, TextField } from './fields';

/** How long a JSON text in a message may be, in UTF-8 bytes: the broker takes a mebibyte, and each of its characters may be escaped. */
export const JSON_TEXT_MAX_BYTES = 400_000;

/** A JSON text whose form only the service knows that keeps it. Its sender measures it in bytes. */
export function JsonTextField(options: FieldOptions): PropertyDecorator {
  return TextField({ ...options, max: JSON_TEXT_MAX_BYTES, verbatim: true });
}
