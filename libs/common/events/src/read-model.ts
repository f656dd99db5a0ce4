import type { EntityManager } from '@mikro-orm/core';
import type { EventContract } from '@course-plateform/common/kernel';

const READ_MODEL = Symbol('READ_MODEL');
const FACT_SOURCE = Symbol('FACT_SOURCE');

export type FactContracts = readonly EventContract<object>[];

/** What a service keeps of the facts of another one. */
export interface ReadModelMetadata {
  /** In kebab-case, unique within the service. */
  readonly name: string;
  /** The facts it is made from. */
  readonly facts: FactContracts;
}

/** Empties a read model, as if no fact had arrived yet. Safe to repeat. */
export type ReadModelReset = (em: EntityManager) => Promise<void>;

/** Some of the facts that are told again. */
export interface FactPage {
  readonly events: number;
  /** Where the next page begins; undefined when there is none. */
  readonly next: string | undefined;
}

/**
 * Tells the present state of some aggregates again, through the outbox and in the transaction of the entity manager.
 * @param after `next` of the page before; undefined begins
 */
export type FactSourceMethod = (em: EntityManager, after: string | undefined) => Promise<FactPage>;

/**
 * Marks the method that empties a read model before its sources tell their facts again. It must leave a state that the
 * handlers of those facts fill, whatever they have handled before.
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
 * Marks the method that tells the present state of its aggregates again: the facts of some contracts, in new events
 * with the aggregates' present versions, so that consumers who know it all change nothing. The outbox keeps what was
 * told for 30 days only; the aggregates are always there.
 */
export function FactSource(...contracts: FactContracts) {
  return (
    _target: object,
    _key: string,
    descriptor: TypedPropertyDescriptor<FactSourceMethod>,
  ): void => {
    Reflect.defineMetadata(FACT_SOURCE, contracts, descriptor.value as object);
  };
}

/** What a method empties, if it is marked. */
export function readModelOf(method: object): ReadModelMetadata | undefined {
  return Reflect.getMetadata(READ_MODEL, method) as ReadModelMetadata | undefined;
}

/** What a method tells again, if it is marked. */
export function factSourceOf(method: object): FactContracts | undefined {
  return Reflect.getMetadata(FACT_SOURCE, method) as FactContracts | undefined;
}
