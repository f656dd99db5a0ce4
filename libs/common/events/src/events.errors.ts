import { type FieldError, domainError, formatMessage } from '@course-plateform/common/kernel';

export class DeadLetterNotFound extends domainError({
  code: 'dead_letter.not_found',
  status: 404,
  title: 'Dead letter not found',
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
