import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { escape } from '../html';
import { workspaceFile } from '../workspace';
import { type Rendered, type Target, renderMarkdown, titleOf } from './markdown';

/** A page of the documentation as it is shown. */
export interface Guide extends Rendered {
  readonly address: string;
  /** `guide`: shown in the list; `decision`: in a list of its own; `more`: reached by links. */
  readonly kind: 'guide' | 'decision' | 'more';
}

const SETTINGS = '.env.example';

/** Renders the documentation in `docs` and the list of settings, by address. */
export function readGuides(): ReadonlyMap<string, Guide> {
  const files = [...pagesOf('docs'), ...pagesOf('docs/guides'), ...pagesOf('docs/decisions')];
  const texts = new Map(files.map((file) => [file, readFileSync(workspaceFile(file), 'utf8')]));
  const guides = [...texts]
    .map(([file, text]) => guideOf(file, text, texts))
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
  return new Map([...guides, settingsPage()].map((guide) => [guide.address, guide]));
}

function pagesOf(folder: string): string[] {
  const files = readdirSync(workspaceFile(folder)).filter((file) => file.endsWith('.md'));
  return files.map((file) => path.posix.join(folder, file));
}

function guideOf(file: string, text: string, texts: ReadonlyMap<string, string>): Guide {
  const rendered = renderMarkdown(text, (link) => targetOf(file, link, texts));
  return { ...rendered, address: addressOfFile(file) ?? '', kind: kindOf(file) };
}

function kindOf(file: string): Guide['kind'] {
  if (file.startsWith('docs/guides/')) return 'guide';
  return file.startsWith('docs/decisions/') && !file.endsWith('README.md') ? 'decision' : 'more';
}

/** Every setting there is, as the file that is generated from their declarations has it. */
function settingsPage(): Guide {
  const text = readFileSync(workspaceFile(SETTINGS), 'utf8');
  return {
    address: '/guides/settings',
    kind: 'more',
    title: 'Settings',
    summary: '',
    headings: [],
    body: `<p>Every setting with its default, as in <code>${SETTINGS}</code>.</p><pre tabindex="0"><code>${escape(text)}</code></pre>`,
  };
}

/** Where a link leads in the portal; undefined when it does not show the file. */
function targetOf(
  from: string,
  link: string,
  texts: ReadonlyMap<string, string>,
): Target | undefined {
  if (/^([a-z]+:|#)/.test(link)) return { address: link };
  const [, file = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(link) ?? [];
  const at = path.posix.join(path.posix.dirname(from), file);
  const address = addressOfFile(at);
  if (address === undefined || (at !== SETTINGS && !texts.has(at))) return undefined;
  return { address: address + anchor, title: titleOf(texts.get(at) ?? '') };
}

/** `docs/guides/operate.md` is at `/guides/operate`. */
function addressOfFile(file: string): string | undefined {
  if (file === SETTINGS) return '/guides/settings';
  const [, folder = '', name] = /^docs\/(?:guides\/)?(decisions\/)?([\w-]+)\.md$/.exec(file) ?? [];
  if (name === undefined) return undefined;
  return name === 'README' ? '/guides/decisions' : `/guides/${folder}${name}`;
}
