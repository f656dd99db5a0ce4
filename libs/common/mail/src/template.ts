import { formatMessage } from '@course-plateform/common/kernel';

/** The languages mails are written in. */
export type MailLocale = 'en' | 'ar' | 'es' | 'fr';

/** One mail in one language. Texts are ICU messages with `{name}` places. */
export interface MailText {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** The label of the link; the address comes with the parameters as `link`. */
  readonly action: string;
  readonly closing: string;
}

/** A kind of mail: its texts in all languages, and what must be filled in. */
export interface MailTemplate<Params extends Readonly<Record<string, string>>> {
  /** In log lines: `email-verification`. */
  readonly name: string;
  readonly texts: Readonly<Record<MailLocale, MailText>>;
  /** Never set: it only carries the type. */
  readonly params?: Params;
}

/** A mail ready to be sent. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Fills a template. Values are escaped in the HTML part; line breaks are taken out of the subject. */
export function renderMail<Params extends Readonly<Record<string, string>>>(
  template: MailTemplate<Params>,
  language: string,
  params: Params & { readonly link: string },
): RenderedMail {
  const locale = isMailLocale(language) ? language : 'en';
  const { subject, greeting, paragraphs, action, closing } = template.texts[locale];
  const plain = (line: string) => formatMessage(line, params, locale);
  const marked = (line: string) => formatMessage(escapeHtml(line), escapeAll(params), locale);
  return {
    subject: plain(subject).replace(/[\r\n]+/g, ' '),
    text: [greeting, ...paragraphs, `${action}: {link}`, closing].map(plain).join('\n\n'),
    html: htmlPage(locale, [
      ...[greeting, ...paragraphs].map((line) => `<p>${marked(line)}</p>`),
      `<p><a href="${escapeHtml(params.link)}">${marked(action)}</a></p>`,
      `<p>${marked(closing)}</p>`,
    ]),
  };
}

function isMailLocale(language: string): language is MailLocale {
  return ['en', 'ar', 'es', 'fr'].includes(language);
}

function htmlPage(locale: MailLocale, lines: readonly string[]): string {
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${direction}">`,
    '<head><meta charset="utf-8"></head>',
    '<body style="font-family:sans-serif;line-height:1.5;max-width:36em;margin:2em auto">',
    ...lines,
    '</body></html>',
  ].join('\n');
}

function escapeAll(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, escapeHtml(value)]),
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
