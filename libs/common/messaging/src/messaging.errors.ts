import { translateProblem } from '@course-plateform/common/i18n';
import {
  DomainError,
  type ErrorOccurrence,
  type FieldError,
  InternalError,
  type Problem,
  domainError,
  formatMessage,
  toProblem,
} from '@course-plateform/common/kernel';

/** Seconds after which a neighbour that was away is worth another try. */
const RETRY_AFTER_SECONDS = 2;

export class RequestInvalid extends domainError({
  code: 'request.invalid',
  status: 422,
  title: 'Invalid request',
  detail: 'Some fields of the request are not valid; see errors.',
  extensions: { errorsLeftOut: { type: 'integer', optional: true } },
}) {}

/** Nobody answers a question in time: the service, the broker or the way between them is away. */
export class NeighbourUnavailable extends domainError({
  code: 'neighbour.unavailable',
  status: 503,
  title: 'A part of the platform is not available',
  detail: 'The service "{service}" does not answer at the moment. Please try again.',
}) {
  constructor(occurrence: ErrorOccurrence = {}) {
    super({ retryAfter: RETRY_AFTER_SECONDS, ...occurrence });
  }
}

/** A service answered with something its contract does not allow. */
export class NeighbourReplyInvalid extends domainError({
  code: 'neighbour.reply_invalid',
  status: 502,
  title: 'A part of the platform gave an unusable answer',
}) {}

export class DeadLetterNotFound extends domainError({
  code: 'dead_letter.not_found',
  status: 404,
  title: 'No such dead letter',
}) {}

/** Somebody asks for a read model that the service does not keep. */
export class ReadModelUnknown extends Error {
  override readonly name = 'ReadModelUnknown';

  constructor(model: string) {
    super(`This service keeps no read model "${model}"`);
  }
}

/** Somebody asks for facts that the service cannot tell again. */
export class FactSourceUnknown extends Error {
  override readonly name = 'FactSourceUnknown';

  constructor(subject: string) {
    super(`This service cannot tell ${subject} again`);
  }
}

/** The outbox or a consumer still has work when the time is over. */
export class EventsNotDrained extends Error {
  override readonly name = 'EventsNotDrained';
}

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

/** An event whose payload breaks its contract: a mistake of the service that tells it. */
export class EventInvalid extends Error {
  constructor(
    readonly subject: string,
    readonly errors: readonly FieldError[],
  ) {
    const fields = errors
      .map(({ pointer, detail, params }) => `${pointer}: ${formatMessage(detail, params)}`)
      .join('; ');
    super(`The payload of ${subject} breaks its contract: ${fields}`);
    this.name = 'EventInvalid';
  }
}

/**
 * An event in a version that its consumer does not know: it was told before all its readers knew it, or read after it
 * was retired. It is tried again, for another process of the service may know it, and then kept as a dead letter.
 */
export class EventVersionUnknown extends Error {
  override readonly name = 'EventVersionUnknown';

  constructor(subject: string, expected: string) {
    super(`${subject} is no version that the handler of ${expected} knows`);
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
