import { formatDateTime } from '@course-plateform/common/i18n';
import { formatMessage } from '@course-plateform/common/kernel';
import { type MailParams, type MailValues, asHtml, asText } from './mail-params';
import { escapeHtml } from './html';

/** The languages mails are written in. */
export type MailLocale = 'en' | 'ar' | 'es' | 'fr';

/** A mail in one language. Texts are ICU messages with `{name}` placeholders; `{time}` is the time of the event. */
export interface MailText {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** The label of the link, whose URL is the parameter `link`; absent for mails without a link. */
  readonly action?: string;
  readonly closing: string;
}

/** A template: the texts in all languages, and the type of the parameters. */
export interface MailTemplate<Params extends MailParams> {
  /** In log lines: `email-verification`. */
  readonly name: string;
  readonly texts: Readonly<Record<MailLocale, MailText>>;
  /** Never set: it only carries the type. */
  readonly params?: Params;
}

/** The language and time zone of a reader. */
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
 * Renders a template. Values are escaped in the HTML part; line breaks are removed from the subject.
 * @param at the time of the event that the mail announces
 * @throws Error when the mail has a link and its URL is missing
 */
export function renderMail<Params extends MailParams>(
  template: MailTemplate<Params>,
  reader: MailReader,
  params: Params,
  at: Date,
): RenderedMail {
  const locale = isMailLocale(reader.locale) ? reader.locale : 'en';
  const { timezone } = reader;
  const time = formatDateTime(at, { locale, timezone });
  const all = { ...params, time };
  const [values, html] = [asText(all, { locale, timezone }), asHtml(all, { locale, timezone })];
  const { subject, greeting, paragraphs, action, closing } = template.texts[locale];
  const link = action === undefined ? undefined : linkOf(template.name, values);
  const plain = (line: string) => formatMessage(line, values, locale);
  const marked = (line: string) => formatMessage(escapeHtml(line), html, locale);
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

function linkOf(name: string, { link }: MailValues): string {
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
