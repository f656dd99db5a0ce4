import type { TextItem } from 'pdfjs-dist/types/src/display/api';

/** A node of the structure tree of a page. */
interface StructureNode {
  readonly role?: string;
  readonly children?: readonly StructureNode[];
}

/** What a PDF says of itself, and what a user reads in it. */
export interface PdfContent {
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly isMarked: boolean;
  /** Whether viewers show the title instead of the name of the file. */
  readonly displaysTitle: boolean;
  /** The standards that the metadata names. */
  readonly identifiers: { readonly pdfa: string; readonly pdfua: string };
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[];
  readonly pages: number;
  /** The text of all pages, in the order of the content; lines end with a line feed. */
  readonly text: string;
  /** The roles in the structure of all pages, without repeats. */
  readonly roles: readonly string[];
  /** The length of the longest run of text, in points. */
  readonly widest: number;
}

/** Reads a PDF with pdf.js. */
export async function readPdf(file: Uint8Array): Promise<PdfContent> {
  // Loaded by those who read one.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const document = await task.promise;
  const { info } = (await document.getMetadata()) as {
    info: { Title?: string; Language?: string };
  };
  const lines: string[] = [];
  const roles = new Set<string>();
  let widest = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const items = (await page.getTextContent()).items as TextItem[];
    lines.push(items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join(''));
    widest = Math.max(widest, ...items.map(({ width }) => width));
    collectRoles((await page.getStructTree()) as StructureNode | null, roles);
  }
  const isMarked = (await document.getMarkInfo())?.Marked ?? false;
  const pages = document.numPages;
  await task.destroy();
  const described = { title: info.Title, language: info.Language, isMarked, pages };
  const source = Buffer.from(file).toString('latin1');
  return { ...described, ...declaredIn(source), text: lines.join('\n'), roles: [...roles], widest };
}

/** What stands in a file uncompressed. */
function declaredIn(source: string) {
  const xmp = (name: string): string => new RegExp(`<${name}>(\\w+)<`).exec(source)?.[1] ?? '';
  const descriptors = source.match(/<<[^>]*\/Type \/FontDescriptor[^>]*>>/g) ?? [];
  return {
    displaysTitle: source.includes('/DisplayDocTitle true'),
    identifiers: {
      pdfa: xmp('pdfaid:part') + xmp('pdfaid:conformance'),
      pdfua: xmp('pdfuaid:part'),
    },
    fonts: descriptors.map((descriptor) => ({
      name: /\/FontName \/(\S+)/.exec(descriptor)?.[1] ?? '',
      isEmbedded: /\/FontFile[23]? \d+ 0 R/.test(descriptor),
    })),
  };
}

function collectRoles(node: StructureNode | null, roles: Set<string>): void {
  if (node?.role !== undefined) roles.add(node.role);
  for (const child of node?.children ?? []) collectRoles(child, roles);
}
