import type { Locale } from '@course-plateform/common/i18n';
import { portalAsset } from './assets';

const style = portalAsset('portal.css');

/** A whole page that works with a keyboard, on a phone and without anything from elsewhere. */
export function page(title: string, body: string, head = '', locale: Locale = 'en'): string {
  return `<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escape(title)}</title>
<link rel="icon" href="/favicon.ico" />
${head}
<link rel="stylesheet" href="${style}" />
</head>
<body>
${body}
</body>
</html>
`;
}

/** Text as it may stand in a page, inside and outside of attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
