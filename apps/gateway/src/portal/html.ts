/** Markup that may stand in a page as it is. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

type Part = Html | string | number | false | undefined | readonly Part[];

/**
 * A piece of a page: html`<p>${text}</p>` escapes every text, leaves markup as it is and joins lists. The indentation of
 * the source is left out.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = '', ...others] = strings.map((text) => text.replace(/\n\s+/g, '\n'));
  return new Html(
    first + parts.map((part, index) => markupOf(part) + (others[index] ?? '')).join(''),
  );
}

/** Takes text as markup. Only for what this program or a library that escapes has made. */
export function raw(markup: string): Html {
  return new Html(markup);
}

/** Text as it may stand in a page, inside and outside of attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** A sentence in which names stand in back ticks. */
export function prose(text: string): Html {
  return raw(escape(text).replace(/`([^`]+)`/g, '<code>$1</code>'));
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escape(String(part));
}
