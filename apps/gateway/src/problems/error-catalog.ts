import {
  type Locale,
  problemText,
  problemTranslator,
  translate,
} from '@course-plateform/common/i18n';
import { type MessageParams, type Problem, messageOutline } from '@course-plateform/common/kernel';
import catalog from '../errors.json';
import { remedyOf } from './remedies';

/** An operation that can end in a failure, and where the reference describes it. */
export interface FailingOperation {
  readonly operationId: string;
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly href: string;
}

/** A failure in a few words. */
export interface ErrorSummary {
  readonly type: string;
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** A failure explained: where the `type` of a problem leads. */
export interface ErrorExplanation extends ErrorSummary {
  /** What it means; places such as `{seconds}` are filled in responses. */
  readonly detail: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** The service that declares it, or `platform`. */
  readonly owner: string;
  readonly operations: readonly FailingOperation[];
}

interface Entry {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly owner: string;
  readonly operations: readonly string[];
}

interface Operation {
  readonly service: string;
  readonly method: string;
  readonly path: string;
}

const entries: readonly Entry[] = catalog.errors;
const operations = new Map<string, Operation>(Object.entries(catalog.operations));

/** Every failure of the platform, by code. */
export function listErrors(locale: Locale): ErrorSummary[] {
  return entries.map((entry) => summaryOf(entry, locale));
}

/** Explains a code; undefined when no class declares it. */
export function explainError(code: string, locale: Locale): ErrorExplanation | undefined {
  const entry = entries.find((one) => one.code === code);
  if (!entry) return undefined;
  const { detail, remedy } = problemText(locale, code) ?? entry;
  return {
    ...summaryOf(entry, locale),
    detail: messageOutline(detail ?? entry.title, locale),
    remedy: remedy ?? translate(remedyOf(entry.status), {}, locale),
    owner: entry.owner,
    operations: entry.operations.map(operationOf),
  };
}

/**
 * A problem the gateway responds with itself, in the words of the service that declares it.
 * @throws Error when no class declares the code
 */
export function problemOf(code: string, locale: Locale, params: MessageParams = {}): Problem {
  const entry = entries.find((one) => one.code === code);
  if (!entry) throw new Error(`The error code "${code}" is not declared`);
  const { title, detail = title } = entry;
  const translate = problemTranslator(locale);
  return {
    type: `/errors/${code}`,
    title: translate(code, 'title', title, params),
    status: entry.status,
    detail: translate(code, 'detail', detail, params),
    code,
  };
}

function summaryOf({ code, status, title }: Entry, locale: Locale): ErrorSummary {
  const type = `/errors/${code}`;
  return { type, code, status, title: problemTranslator(locale)(code, 'title', title, {}) };
}

function operationOf(operationId: string): FailingOperation {
  const { service = '', method = '', path = '' } = operations.get(operationId) ?? {};
  return { operationId, service, method, path, href: `/reference/${operationId}` };
}
