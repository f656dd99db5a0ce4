import { translateProblem } from '@course-plateform/common/i18n';
import {
  DomainError,
  type ErrorOccurrence,
  InternalError,
  type Problem,
  domainError,
  toProblem,
} from '@course-plateform/common/kernel';

/** Seconds after which a neighbour that was away is worth another try. */
const RETRY_AFTER_SECONDS = 2;

/** Nobody answers a question in time: the service, the broker or the way between them is away. */
export class NeighbourUnavailable extends domainError({
  code: 'neighbour.unavailable',
  status: 503,
  title: 'Upstream service unavailable',
  detail: 'The service "{service}" did not respond.',
}) {
  constructor(occurrence: ErrorOccurrence = {}) {
    super({ retryAfter: RETRY_AFTER_SECONDS, ...occurrence });
  }
}

/** A service answered with something its contract does not allow. */
export class NeighbourReplyInvalid extends domainError({
  code: 'neighbour.reply_invalid',
  status: 502,
  title: 'Invalid upstream response',
}) {}

/** The failure another service answered with, under its own code and status. */
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

  // The other service has spoken the caller's language already, and only it knows what fills the places.
  override texts() {
    return this.problem;
  }

  override fieldTexts() {
    return this.problem.errors;
  }
}

/** Whether something that came over the wire is a problem body. */
export function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, status, title } = value as Partial<Problem>;
  return typeof code === 'string' && typeof status === 'number' && typeof title === 'string';
}

/** The problem body for a failure that left the callee without one. */
export function bareProblem(): Problem {
  return toProblem(new InternalError(), { translate: translateProblem });
}
