import { OptimisticLockError } from '@mikro-orm/core';
import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { domainError, newId } from '@course-plateform/common/kernel';

export class PreconditionFailed extends domainError({
  code: 'request.precondition_failed',
  status: 412,
  title: 'Resource changed',
  detail: 'The resource has changed since you read it.',
}) {}

/** The base of all aggregates: an id that sorts by time, a version that grows with each change, two timestamps. */
export abstract class Aggregate {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  @Property({ type: 'datetime' })
  updatedAt: Date;

  /** @param id for aggregates that share the id of an aggregate in another service, such as a user's */
  constructor(now: Date, id: string = newId()) {
    this.id = id;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /**
   * Checks the version that a caller has read (`If-Match`).
   * @throws PreconditionFailed when it is not the current one
   */
  assertVersion(expected: number): void {
    if (this.version !== expected) throw new PreconditionFailed();
  }
}

/** Whether an error means that another transaction changed the row first. */
export function isLostUpdate(error: unknown): boolean {
  return error instanceof OptimisticLockError;
}
