import { type FieldError, domainError, formatMessage } from '@course-plateform/common/kernel';

export class DeadLetterNotFound extends domainError({
  code: 'dead_letter.not_found',
  status: 404,
  title: 'Dead letter not found',
}) {}

/** The service has no such read model. */
export class ReadModelUnknown extends Error {
  override readonly name = 'ReadModelUnknown';

  constructor(model: string) {
    super(`This service keeps no read model "${model}"`);
  }
}

/** The service has no event source for these events. */
export class EventSourceUnknown extends Error {
  override readonly name = 'EventSourceUnknown';

  constructor(subject: string) {
    super(`This service cannot republish ${subject}`);
  }
}

/** The outbox or a consumer still has work at the timeout. */
export class EventsNotDrained extends Error {
  override readonly name = 'EventsNotDrained';
}

/** An event whose payload breaks its contract: a bug of the publishing service. */
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
 * An event in a version that its consumer does not know: it was published before all consumers knew it, or handled
 * after it was removed. It is retried, because another process may know it, and then becomes a dead letter.
 */
export class EventVersionUnknown extends Error {
  override readonly name = 'EventVersionUnknown';

  constructor(subject: string, expected: string) {
    super(`${subject} is no version that the handler of ${expected} knows`);
  }
}
