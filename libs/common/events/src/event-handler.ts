import type { EventContract } from '@course-plateform/common/kernel';
import type { EventHandlerMethod } from './event';

const EVENT_HANDLER = Symbol('EVENT_HANDLER');

/** How a service consumes an event. */
export interface EventHandlerOptions<Payload extends object = object> {
  /**
   * The consumer name, in kebab-case, unique within the service. It names the durable consumer and is part of the inbox
   * key: changing it makes the service handle all events in the stream again.
   */
  readonly consumer: string;
  /**
   * The payload field by which a process handles events in order, because they change the same row: many enrollments,
   * one course. It must be the same for all events of an aggregate. The aggregate's id when absent.
   */
  readonly inTurnBy?: keyof Payload & string;
}

/** A handler's contract and consumer name. */
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
 * Registers a provider's method as the handler of an event. It handles each event once: the method and the inbox row
 * share a transaction. It must not send requests to other services, because it runs inside that transaction, and it
 * must use the entity manager that it gets. When it throws, the event is delivered again, at most eight times in all,
 * and then becomes a dead letter.
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

/** The event that a method handles; undefined when it handles none. */
export function eventHandlerOf(method: object): EventHandlerMetadata | undefined {
  return Reflect.getMetadata(EVENT_HANDLER, method) as EventHandlerMetadata | undefined;
}
