import { DomainError, type FieldError, type ProblemTranslator, domainError } from './domain-error';

/** The body of every failed answer: RFC 9457 with a stable code, the same over HTTP, NATS and GraphQL. */
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

/** A failure nobody expected; its message stays in the log. */
export class InternalError extends domainError({
  code: 'internal.error',
  status: 500,
  title: 'Internal error',
  detail: 'Something went wrong on our side. The trace id helps us find out what.',
}) {}

/** What cannot be read at all: a body or a packet that is not JSON, an address with a broken escape. */
export class RequestMalformed extends domainError({
  code: 'request.malformed',
  status: 400,
  title: 'Malformed request',
  detail: 'The request cannot be parsed: its address or its body is malformed.',
}) {}

/**
 * The problem body of a failure. An error that is not a `DomainError` tells nothing about itself.
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
    // First, so that an extension never takes the place of a member everybody relies on.
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
