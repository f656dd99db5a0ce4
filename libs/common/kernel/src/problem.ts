import { DomainError, type FieldError, type ProblemTranslator, domainError } from './domain-error';

/** The body of every failed response: RFC 9457 with a stable code, the same over HTTP, NATS and GraphQL. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: string;
  readonly traceId?: string;
  readonly errors?: readonly FieldError[];
  readonly [extension: string]: unknown;
}

/** An unexpected failure; only the log has its message. */
export class InternalError extends domainError({
  code: 'internal.error',
  status: 500,
  title: 'Internal error',
  detail: 'Something went wrong on our side. The trace id helps us find out what.',
}) {}

/** A request that cannot be parsed: a body or a packet that is not JSON, an address with an invalid escape. */
export class RequestMalformed extends domainError({
  code: 'request.malformed',
  status: 400,
  title: 'Malformed request',
  detail: 'The request cannot be parsed: its address or its body is malformed.',
}) {}

/**
 * The problem body of a failure. For an error that is not a `DomainError` it says nothing about the cause.
 * @param context where it happened, and how texts are translated
 */
export function toProblem(
  error: unknown,
  context: { instance?: string; traceId?: string; translate: ProblemTranslator },
): Problem {
  const known = error instanceof DomainError ? error : new InternalError();
  const { title, detail } = known.texts(context.translate);
  const errors = known.fieldTexts(context.translate);
  return {
    // First, so that an extension cannot overwrite a standard member.
    ...known.occurrence.extensions,
    type: `/errors/${known.code}`,
    title,
    status: known.status,
    detail,
    code: known.code,
    ...(context.instance === undefined ? {} : { instance: context.instance }),
    ...(context.traceId === undefined ? {} : { traceId: context.traceId }),
    ...(errors ? { errors } : {}),
  };
}
