import type { MsgHdrs } from 'nats';
import { LOCALE, negotiateLocale, translateProblem } from '@course-plateform/common/i18n';
import {
  DomainError,
  type Problem,
  RequestContext,
  toProblem,
  CALLER_TOKEN,
  DEADLINE,
} from '@course-plateform/common/kernel';
import { TRACE, startTrace } from '@course-plateform/common/observability';

/** The context of a request, from the headers it came with. */
export function incomingContext(headers: MsgHdrs | undefined): RequestContext {
  const context = new RequestContext();
  context.set(TRACE, startTrace(headers?.get('traceparent')));
  if (!headers) return context;
  const remaining = headers.get('x-deadline-ms');
  const authorization = headers.get('authorization');
  const locale = headers.get('accept-language');
  if (remaining !== '' && Number.isFinite(Number(remaining))) {
    context.set(DEADLINE, Date.now() + Number(remaining));
  }
  // Pass a malformed header on as an empty token, which is rejected: it must not make the caller anonymous.
  if (authorization !== '') {
    context.set(CALLER_TOKEN, /^Bearer +(.+)$/.exec(authorization)?.[1] ?? '');
  }
  if (locale !== '') context.set(LOCALE, negotiateLocale(locale));
  return context;
}

/**
 * The problem body of an error that did not pass the application's filter: a packet that is not JSON, a deadline that
 * has passed. Undefined for an unexpected error.
 */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof DomainError)) return undefined;
  const trace = RequestContext.get(TRACE);
  return toProblem(error, {
    ...(trace ? { traceId: trace.traceId } : {}),
    translate: translateProblem,
  });
}
