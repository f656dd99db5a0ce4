import {
  type MessageFormatElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

/** Values for the placeholders of a message. Pass numbers as numbers: each language formats and counts them. */
export type MessageParams = Readonly<Record<string, string | number>>;

interface Compiled {
  readonly message: IntlMessageFormat;
  readonly places: readonly string[];
}

const compiled = new Map<string, Compiled>();

/**
 * Formats a message in the ICU MessageFormat: `{name}`, `{n, number}`, `{n, plural, one {# day} other {# days}}`. Only
 * for messages from the source code: each is parsed once and cached. A placeholder without a value stays visible.
 * @param locale BCP 47; decides how numbers look and which plural forms there are
 * @throws SyntaxError when the text is not a message
 */
export function formatMessage(text: string, params: MessageParams = {}, locale = 'en'): string {
  if (!text.includes('{')) return text;
  const { message, places } = compile(text, locale);
  const unfilled = places.filter((name) => !(name in params)).map((name) => [name, `{${name}}`]);
  return String(message.format({ ...Object.fromEntries(unfilled), ...params }));
}

/**
 * The names of the placeholders of a message, in order. All translations of a message must have the same.
 * @throws SyntaxError when the text is not a message
 */
export function messagePlaceholders(text: string): string[] {
  return compile(text, 'en').places.toSorted();
}

/**
 * A message without values, for documentation: placeholders stay visible, and the variants of a plural are listed one
 * after the other.
 * @throws SyntaxError when the text is not a message
 */
export function messageOutline(text: string, locale = 'en'): string {
  return outline(compile(text, locale).message.getAst());
}

function outline(elements: readonly MessageFormatElement[], counted = ''): string {
  return elements.map((element) => outlineOf(element, counted)).join('');
}

function outlineOf(element: MessageFormatElement, counted: string): string {
  if (isLiteralElement(element)) return element.value;
  if (isPoundElement(element)) return `{${counted}}`;
  if (isPluralElement(element))
    return outline(element.options['other']?.value ?? [], element.value);
  if (isSelectElement(element)) {
    return Object.values(element.options)
      .map(({ value }) => outline(value, counted))
      .join(' / ');
  }
  return `{${element.value}}`;
}

function compile(text: string, locale: string): Compiled {
  const key = `${locale} ${text}`;
  const known = compiled.get(key);
  if (known) return known;
  // Messages are plain text, so what looks like a tag is literal.
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  const made = { message, places: [...new Set(message.getAst().flatMap(namesIn))] };
  compiled.set(key, made);
  return made;
}

function namesIn(element: MessageFormatElement): string[] {
  if (isLiteralElement(element) || isPoundElement(element) || isTagElement(element)) return [];
  const branches =
    isPluralElement(element) || isSelectElement(element) ? Object.values(element.options) : [];
  return [element.value, ...branches.flatMap(({ value }) => value.flatMap(namesIn))];
}
