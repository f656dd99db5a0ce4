import { type Locale, formatDateTime, formatMoney } from '@course-plateform/common/i18n';
import type { MoneyValue } from '@course-plateform/common/kernel';
import { escapeHtml } from './html';

/** A row of a mail: what it is, and what it costs. */
export interface MailItem {
  readonly title: string;
  readonly amount: MoneyValue;
}

/** A timestamp (RFC 3339) that the recipient reads in their own language and time zone. */
export interface MailTime {
  readonly at: string;
}

/** What a template may be given: text as it is; amounts, times and rows in the language of the recipient. */
export type MailParam = string | MoneyValue | MailTime | readonly MailItem[];

/** The parameters of a mail. They are stored as JSON. */
export type MailParams = Readonly<Record<string, MailParam>>;

/** Parameters in the language of a recipient. */
export type MailValues = Readonly<Record<string, string>>;

interface Reader {
  readonly locale: Locale;
  readonly timezone: string;
}

/** Parameters for the plain part: each row on a line of its own. */
export function asText(params: MailParams, reader: Reader): MailValues {
  return mapped(params, (param) =>
    isRows(param) ? param.map((item) => rowOf(item, reader)).join('\n') : written(param, reader),
  );
}

/** Parameters for the HTML part, escaped. */
export function asHtml(params: MailParams, reader: Reader): MailValues {
  return mapped(params, (param) =>
    isRows(param)
      ? param.map((item) => escapeHtml(rowOf(item, reader))).join('<br>')
      : escapeHtml(written(param, reader)),
  );
}

function mapped(params: MailParams, toValue: (param: MailParam) => string): MailValues {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, toValue(param)]));
}

function isRows(param: MailParam): param is readonly MailItem[] {
  return Array.isArray(param);
}

function rowOf({ title, amount }: MailItem, { locale }: Reader): string {
  return `${title}: ${formatMoney(amount, locale)}`;
}

function written(param: Exclude<MailParam, readonly MailItem[]>, reader: Reader): string {
  if (typeof param === 'string') return param;
  if ('at' in param) return formatDateTime(new Date(param.at), reader);
  return formatMoney(param, reader.locale);
}
