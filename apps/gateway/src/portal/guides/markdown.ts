import MarkdownIt, { type Token } from 'markdown-it';
import { escape } from '../html';

/** The title of a page and what is below it. */
const TITLE = /^(?:<!--[^]*?-->\s*)?# (.+)\n([^]*)$/;

/** Where a link leads. */
export interface Target {
  readonly address: string;
  /** What is said in the place of a file's name. */
  readonly title?: string | undefined;
}

export interface Heading {
  readonly id: string;
  readonly text: string;
}

/** A rendered page: what is below its title. */
export interface Rendered {
  readonly title: string;
  /** Its first paragraph, without links and code. */
  readonly summary: string;
  /** As markup. */
  readonly body: string;
  readonly headings: readonly Heading[];
}

/**
 * Renders a page of Markdown; markup in it stays text.
 * @param targetOf where a link leads in the portal; undefined for what it does not show, which becomes plain text
 */
export function renderMarkdown(
  text: string,
  targetOf: (link: string) => Target | undefined,
): Rendered {
  const [, , rest = ''] = TITLE.exec(text) ?? [];
  const title = titleOf(text) ?? '';
  const markdown = new MarkdownIt({ html: false });
  const headings: Heading[] = [];
  const taken = new Map<string, number>();
  markdown.core.ruler.push('portal', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'heading_open') {
        const words = tokens[index + 1]?.content.replaceAll('`', '') ?? '';
        const id = unique(anchorOf(words), taken);
        token.attrSet('id', id);
        if (token.tag === 'h2') headings.push({ id, text: words });
      }
      leadLinks(token.children ?? [], targetOf);
    }
  });
  markdown.renderer.rules['fence'] = (tokens, index) =>
    `<pre tabindex="0"><code>${escape(tokens[index]?.content ?? '')}</code></pre>\n`;
  markdown.renderer.rules['table_open'] = () => '<table tabindex="0">\n';
  const body = markdown.render(rest);
  return { title, summary: summaryOf(body), body, headings };
}

/** What a page calls itself; undefined when it has no title. */
export function titleOf(text: string): string | undefined {
  return TITLE.exec(text)?.[1];
}

function leadLinks(tokens: readonly Token[], targetOf: (link: string) => Target | undefined): void {
  for (const [index, link] of tokens.entries()) {
    if (link.type !== 'link_open') continue;
    const target = targetOf(String(link.attrGet('href') ?? ''));
    const [words, close] = tokens.slice(index + 1);
    if (target) link.attrSet('href', target.address);
    else unlink(tokens.slice(index));
    if (words && close?.type === 'link_close') nameByTitle(words, target?.title);
  }
}

/** Says the title of a page where only its file is named. */
function nameByTitle(words: Token, title: string | undefined): void {
  if (title !== undefined && /^[\w-]+(\.md)?$/.test(words.content)) words.content = title;
}

/** Leaves the words of a link, whose opening is the first token. */
function unlink(tokens: readonly Token[]): void {
  const [open] = tokens;
  const close = tokens.find(({ type }) => type === 'link_close');
  if (open) open.attrs = null;
  for (const end of [open, close]) if (end) end.tag = 'span';
}

/** The name that GitHub gives to a heading. */
function anchorOf(words: string): string {
  const kept = words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return kept.replace(/\s/g, '-');
}

function unique(id: string, taken: Map<string, number>): string {
  const seen = taken.get(id) ?? 0;
  taken.set(id, seen + 1);
  return seen === 0 ? id : `${id}-${seen}`;
}

function summaryOf(body: string): string {
  const [, paragraph = ''] = /<p>([^]*?)<\/p>/.exec(body) ?? [];
  return paragraph.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
}
