/** Elements that begin a line of their own where a page is read. */
const BLOCK =
  /<\/?(?:body|button|details|dd|div|dl|dt|form|h[1-6]|label|li|main|p|pre|section|summary|table|tbody|thead|tr|ul)\b[^>]*>/g;

/** What the tab of the browser says. */
export function titleOf(html: string): string | undefined {
  return /<title>(.*)<\/title>/.exec(html)?.[1];
}

/** A page as it is read: a line for each paragraph, heading, item and row; cells stand apart by a bar. */
export function readPage(html: string): string[] {
  return html
    .replace(/^.*<body>/s, '')
    .replace(/<\/t[dh]>\s*<t[dh]\b[^>]*>/g, ' | ')
    .replace(BLOCK, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}
