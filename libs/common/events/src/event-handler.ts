import type { EventContract } from '@course-plateform/common/kernel';
import type { EventHandlerMethod } from './event';

const EVENT_HANDLER = Symbol('EVENT_HANDLER');

/** How a service consumes an event. */
export interface EventHandlerOptions<Payload extends object = object> {
  /**
   * What for, in kebab-case, unique within the service. It names the durable consumer and is part of the
   * inbox key: changing it makes the service read everything again that the stream still holds.
   */
  readonly consumer: string;
  /**
   * The field of the payload whose events a process handles one after another, because they change the same thing:
   * many enrolments, one course. It must be the same for all events of an aggregate. The aggregate itself when absent.
   */
  readonly inTurnBy?: keyof Payload & string;
}

/** A handler's contract and purpose. */
export interface EventHandlerMetadata {
  readonly consumer: string;
  readonly inTurnBy?: string;
  readonly contract: EventContract<object>;
}

/** Decorates a method that handles an event; one that does not take its payload does not compile. */
export type EventHandlerDecorator<Payload extends object> = (
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<EventHandlerMethod<Payload>>,
) => void;

/**
 * Lets a provider's method handle the events of a contract, each once: the method and the note that the event
 * was seen share a transaction. It must not ask other services, for it runs inside that transaction, and it does
 * its work through the entity manager it is given. When it throws, the event comes again later, at most eight
 * times, and ends as a dead letter.
 */
export function EventHandler<Payload extends object>(
  contract: EventContract<Payload>,
  options: EventHandlerOptions<Payload>,
): EventHandlerDecorator<Payload> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(options.consumer)) {
    throw new Error(`The consumer "${options.consumer}" is not in kebab-case`);
  }
  return (_target, _key, descriptor) => {
    const metadata: EventHandlerMetadata = { ...options, contract };
    Reflect.defineMetadata(EVENT_HANDLER, metadata, descriptor.value as object);
  };
}

/** What a method handles, if it handles events. */
export function eventHandlerOf(method: object): EventHandlerMetadata | undefined {
  return Reflect.getMetadata(EVENT_HANDLER, method) as EventHandlerMetadata | undefined;
}
