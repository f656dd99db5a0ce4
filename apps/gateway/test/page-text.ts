/** Elements that begin a line of their own where a page is read. */
const BLOCK =
  /<\/?(?:body|button|details|dd|div|dl|dt|form|h[1-6]|label|li|main|p|pre|section|summary|table|tbody|thead|tr|ul)\b[^>]*>/g;

/** What the tab of the browser says. */
export function titleOf(html: string): string | undefined {
  return /<title>(.*)<\/title>/.exec(html)?.[1];
}

/**
 * The content of a page as it is read, without what is around it on every page: a line for each paragraph, heading, item
 * and row; cells stand apart by a bar.
 */
export function readPage(html: string): string[] {
  return html
    .replace(/^.*<main[^>]*>/s, '')
    .replace(/<\/main>.*$/s, '')
    .replace(/<pre.*?<\/pre>|\n/gs, (part) => (part === '\n' ? ' ' : part))
    .replace(/<\/t[dh]>\s*<t[dh]\b[^>]*>/g, ' | ')
    .replace(BLOCK, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}
