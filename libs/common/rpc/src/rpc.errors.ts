import { translateProblem } from '@course-plateform/common/i18n';
import {
  DomainError,
  type ErrorOccurrence,
  InternalError,
  type Problem,
  domainError,
  toProblem,
} from '@course-plateform/common/kernel';

/** `Retry-After` for an unavailable service, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/** No response in time: the service, the broker or the network between them is unavailable. */
export class UpstreamUnavailable extends domainError({
  code: 'upstream.unavailable',
  status: 503,
  title: 'Upstream service unavailable',
  detail: 'The service "{service}" did not respond.',
  example: { service: 'course' },
}) {
  constructor(occurrence: ErrorOccurrence = {}) {
    super({ retryAfter: RETRY_AFTER_SECONDS, ...occurrence });
  }
}

/** A reply that breaks its contract. */
export class UpstreamReplyInvalid extends domainError({
  code: 'upstream.reply_invalid',
  status: 502,
  title: 'Invalid upstream response',
}) {}

/** An error that another service responded with, under its own code and status. */
export class RemoteError extends DomainError {
  constructor(private readonly problem: Problem) {
    const { type: _type, title, status, detail, instance: _instance, code, ...rest } = problem;
    const { traceId: _traceId, errors, ...extensions } = rest;
    super(
      { code, status, title, detail },
      {
        ...(errors ? { errors } : {}),
        ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
        ...(status === 503 ? { retryAfter: RETRY_AFTER_SECONDS } : {}),
      },
      detail,
    );
  }

  // The other service has translated the texts and filled in their placeholders.
  override texts() {
    return this.problem;
  }

  override fieldTexts() {
    return this.problem.errors;
  }
}

/** Whether a received value is a problem body. */
export function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, status, title } = value as Partial<Problem>;
  return typeof code === 'string' && typeof status === 'number' && typeof title === 'string';
}

/** A generic problem body for an error without one. */
export function bareProblem(): Problem {
  return toProblem(new InternalError(), { translate: translateProblem });
}
