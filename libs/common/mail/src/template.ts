import { formatDateTime } from '@course-plateform/common/i18n';
import { formatMessage } from '@course-plateform/common/kernel';

/** The languages mails are written in. */
export type MailLocale = 'en' | 'ar' | 'es' | 'fr';

/** One mail in one language. Texts are ICU messages with `{name}` places; `{time}` is when it happened. */
export interface MailText {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** The label of the link, whose address comes with the parameters as `link`; none for mails that only tell. */
  readonly action?: string;
  readonly closing: string;
}

/** What is filled into a mail. */
export type MailParams = Readonly<Record<string, string>>;

/** A kind of mail: its texts in all languages, and what must be filled in. */
export interface MailTemplate<Params extends MailParams> {
  /** In log lines: `email-verification`. */
  readonly name: string;
  readonly texts: Readonly<Record<MailLocale, MailText>>;
  /** Never set: it only carries the type. */
  readonly params?: Params;
}

/** For whom a mail is written. */
export interface MailReader {
  /** `en`, `ar`, `es` or `fr`; any other language gets English. */
  readonly locale: string;
  /** A name of the IANA time zone database; any other gets UTC. */
  readonly timezone: string;
}

/** A mail ready to be sent. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Fills a template. Values are escaped in the HTML part; line breaks are taken out of the subject.
 * @param at when what it tells of happened
 * @throws Error when the mail has a link and its address is missing
 */
export function renderMail<Params extends MailParams>(
  template: MailTemplate<Params>,
  reader: MailReader,
  params: Params,
  at: Date,
): RenderedMail {
  const locale = isMailLocale(reader.locale) ? reader.locale : 'en';
  const time = formatDateTime(at, { locale, timezone: reader.timezone });
  const values = { ...params, time };
  const { subject, greeting, paragraphs, action, closing } = template.texts[locale];
  const link = action === undefined ? undefined : linkOf(template.name, params);
  const plain = (line: string) => formatMessage(line, values, locale);
  const marked = (line: string) => formatMessage(escapeHtml(line), escapeAll(values), locale);
  const lines = [greeting, ...paragraphs];
  return {
    subject: plain(subject).replace(/[\r\n]+/g, ' '),
    text: [...lines, ...(link === undefined ? [] : [`${action}: {link}`]), closing]
      .map(plain)
      .join('\n\n'),
    html: htmlPage(locale, [
      ...lines.map((line) => `<p>${marked(line)}</p>`),
      ...(link === undefined || action === undefined
        ? []
        : [`<p><a href="${escapeHtml(link)}">${marked(action)}</a></p>`]),
      `<p>${marked(closing)}</p>`,
    ]),
  };
}

function linkOf(name: string, { link }: MailParams): string {
  if (link === undefined) throw new Error(`The mail "${name}" needs a link`);
  return link;
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
