import type { EntityManager } from '@mikro-orm/core';
import type { EventContract } from '@course-plateform/common/kernel';

const READ_MODEL = Symbol('READ_MODEL');
const EVENT_SOURCE = Symbol('EVENT_SOURCE');

export type EventContracts = readonly EventContract<object>[];

/** What a service keeps of the events of another one. */
export interface ReadModelMetadata {
  /** In kebab-case, unique within the service. */
  readonly name: string;
  /** The events it is made from. */
  readonly events: EventContracts;
}

/** Empties a read model, as if no event had arrived yet. Safe to repeat. */
export type ReadModelReset = (em: EntityManager) => Promise<void>;

/** Some of the events that are published again. */
export interface EventPage {
  readonly events: number;
  /** Where the next page begins; undefined when there is none. */
  readonly next: string | undefined;
}

/**
 * Republishes the present state of some aggregates, through the outbox and in the transaction of the entity manager.
 * @param after `next` of the page before; undefined begins
 */
export type EventSourceMethod = (
  em: EntityManager,
  after: string | undefined,
) => Promise<EventPage>;

/**
 * Marks the method that empties a read model before its sources republish their events. It must leave a state that the
 * handlers of those events fill, whatever they have handled before.
 */
export function ReadModel(metadata: ReadModelMetadata) {
  return (
    _target: object,
    _key: string,
    descriptor: TypedPropertyDescriptor<ReadModelReset>,
  ): void => {
    Reflect.defineMetadata(READ_MODEL, metadata, descriptor.value as object);
  };
}

/**
 * Marks the method that republishes the present state of its aggregates: the events of some contracts, in new events
 * with the aggregates' present versions, so that consumers who know it all change nothing. The outbox keeps what was
 * published for 30 days only; the aggregates are always there.
 */
export function EventSource(...contracts: EventContracts) {
  return (
    _target: object,
    _key: string,
    descriptor: TypedPropertyDescriptor<EventSourceMethod>,
  ): void => {
    Reflect.defineMetadata(EVENT_SOURCE, contracts, descriptor.value as object);
  };
}

/** What a method empties, if it is marked. */
export function readModelOf(method: object): ReadModelMetadata | undefined {
  return Reflect.getMetadata(READ_MODEL, method) as ReadModelMetadata | undefined;
}

/** The contracts that a method republishes; undefined when it is not marked. */
export function eventSourceOf(method: object): EventContracts | undefined {
  return Reflect.getMetadata(EVENT_SOURCE, method) as EventContracts | undefined;
}
