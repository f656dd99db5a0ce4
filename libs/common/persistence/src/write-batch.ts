import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  EntityData,
  EntityManager,
  EntityName,
  FilterQuery,
  QueryResult,
  Transaction,
} from '@mikro-orm/core';
import type { BoundStatement } from './bound-statement';
import { sqlOf } from './drivers';

/** A write whose outcome is certain before it is sent, unless another transaction got there first. */
export interface ForeseenWrite {
  readonly table: string;
  readonly result: QueryResult;
  /** Fails when the write finds fewer rows than foreseen; without it, that does not matter. */
  readonly onMiss?: (() => Error) | undefined;
}

/** One statement for all writes of a batch. */
export interface BatchStatement extends BoundStatement {
  /** @throws the failure of the first write that found fewer rows than foreseen */
  check(counts: readonly number[]): void;
}

type Send = (statement: BatchStatement) => Promise<readonly number[]>;

/** PostgreSQL takes 65,535 values a statement. */
const MOST_VALUES = 20_000;

const CURRENT = new AsyncLocalStorage<WriteBatch>();

/**
 * Writes of one transaction that go to PostgreSQL in one statement, since nobody needs to hear of one before the next is
 * sent. They are sent before anything else is said in that transaction, its commit included. All parts of a statement
 * see the data as it was before it, so a table is written once in a batch.
 */
export class WriteBatch {
  private readonly writes: (BoundStatement & ForeseenWrite)[] = [];
  private values = 0;
  private foreseen: ForeseenWrite | undefined;
  private collecting = false;
  private missing: (() => Error) | undefined;
  private sendWith: Send | undefined;

  /** @param transaction the one it belongs to; that of its first write when absent */
  constructor(private transaction: Transaction | undefined) {}

  /** The batch under way for a transaction. */
  static of(transaction: Transaction | undefined): WriteBatch | undefined {
    const batch = CURRENT.getStore();
    return transaction !== undefined && batch?.transaction === transaction ? batch : undefined;
  }

  /** Runs work with a batch of its own, and sends what is in it at the end. */
  static async around<T>(
    transaction: Transaction | undefined,
    work: (batch: WriteBatch) => Promise<T>,
  ): Promise<T> {
    const batch = new WriteBatch(transaction);
    return CURRENT.run(batch, async () => {
      const result = await work(batch);
      await batch.send();
      return result;
    });
  }

  /** Lets writes wait here while work runs. @param onMiss what they fail with when they find fewer rows than foreseen */
  async collect<T>(work: () => Promise<T>, onMiss?: () => Error): Promise<T> {
    this.collecting = true;
    this.missing = onMiss;
    try {
      return await work();
    } finally {
      this.collecting = false;
      this.missing = undefined;
    }
  }

  /** Whether the batch under way takes the writes of a transaction now. */
  static collecting(transaction: Transaction | undefined): WriteBatch | undefined {
    const batch = CURRENT.getStore();
    if (!batch?.collecting || transaction === undefined) return undefined;
    batch.transaction ??= transaction;
    return batch.transaction === transaction ? batch : undefined;
  }

  /** Says what the next write of some work does. */
  async foresee<T>(write: ForeseenWrite, work: () => Promise<T>): Promise<T> {
    this.foreseen = this.missing ? { ...write, onMiss: this.missing } : write;
    try {
      return await work();
    } finally {
      this.foreseen = undefined;
    }
  }

  /** What is known of the write that is about to be sent. */
  takeForeseen(): ForeseenWrite | undefined {
    const { foreseen } = this;
    this.foreseen = undefined;
    return foreseen;
  }

  async add(statement: BoundStatement, write: ForeseenWrite, send: Send): Promise<void> {
    const isFull = this.values + statement.values.length > MOST_VALUES;
    if (isFull || this.writes.some(({ table }) => table === write.table)) await this.send();
    this.writes.push({ ...statement, ...write });
    this.values += statement.values.length;
    this.sendWith = send;
  }

  /** Sends what waits. @throws what the database says, and what a write that found too few rows fails with */
  async send(): Promise<void> {
    const writes = this.writes.splice(0);
    this.values = 0;
    if (writes.length === 0 || !this.sendWith) return;
    const statement = oneOf(writes);
    statement.check(await this.sendWith(statement));
  }
}

/**
 * Flushes, and lets what is written wait for the end of the batch under way (`WriteBatch.around`), where there is one.
 * Versions of entities are right from here on.
 */
export function flushIntoBatch(em: EntityManager): Promise<void> {
  const batch = WriteBatch.of(em.getTransactionContext());
  return batch ? batch.collect(() => em.getUnitOfWork().commit()) : em.flush();
}

/**
 * Updates the one row that fits, in the statement of the batch under way where there is one. The other writes of that
 * statement are made all the same, so a constraint that one of them breaks may be told instead of the miss.
 * @param onMiss what it fails with, now or when the batch is sent, when no row fits
 */
export async function updateRow<Entity extends object>(
  em: EntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  change: EntityData<Entity>,
  onMiss: () => Error,
): Promise<void> {
  const update = (): Promise<number> => em.nativeUpdate(entity, where, change);
  const batch = WriteBatch.of(em.getTransactionContext());
  const rows = await (batch ? batch.collect(update, onMiss) : update());
  if (rows === 0) throw onMiss();
}

/** A statement of one's own that writes one row. */
export interface RowWrite {
  readonly table: string;
  /** With `?` for each value. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The same as `updateRow` for a statement of one's own, in a service on PostgreSQL. */
export async function writeRow(
  em: EntityManager,
  { table, text, values }: RowWrite,
  onMiss: () => Error,
): Promise<void> {
  const transaction = em.getTransactionContext();
  const write = (): Promise<QueryResult> =>
    sqlOf(em)
      .getDriver()
      .execute(text, [...values], 'run', transaction);
  const batch = WriteBatch.of(transaction);
  const foreseen = { table, result: { affectedRows: 1 } as QueryResult, onMiss };
  const { affectedRows } = await (batch ? batch.foresee(foreseen, write) : write());
  if (affectedRows === 0) throw onMiss();
}

/** The writes in the text of a batch, in their order; none when it is something else. */
export function writesOf(text: string): readonly { operation: string; table: string }[] {
  if (!text.startsWith('with "w0" as (')) return [];
  const writes = text.matchAll(/"w\d+" as \((insert|update)(?: into)? "(\w+)"/g);
  return Array.from(writes, ([, operation = '', table = '']) => ({ operation, table }));
}

/** The texts of batches, by those of their writes: a service has few kinds of batches. */
const TEXTS = new Map<string, string>();
const MOST_TEXTS = 500;

function oneOf(writes: readonly (BoundStatement & ForeseenWrite)[]): BatchStatement {
  const check = (counts: readonly number[]): void => {
    for (const [index, { result, onMiss }] of writes.entries()) {
      if (onMiss && (counts[index] ?? 0) < result.affectedRows) throw onMiss();
    }
  };
  return { text: textOf(writes), values: writes.flatMap(({ values }) => values), check };
}

function textOf(writes: readonly BoundStatement[]): string {
  const [first] = writes;
  if (first && writes.length === 1) return first.text;
  const key = writes.map(({ text }) => text).join('\n');
  const known = TEXTS.get(key);
  if (known !== undefined) return known;
  const text = joined(writes);
  if (TEXTS.size < MOST_TEXTS) TEXTS.set(key, text);
  return text;
}

/** `with "w0" as (insert …), "w1" as (update …) select` how many rows each of them wrote, in one array. */
function joined(writes: readonly BoundStatement[]): string {
  let first = 0;
  const parts = writes.map(({ text, values }, index) => {
    const moved = text.replace(
      /\$(\d+)/g,
      (_, place: string) => `$${String(Number(place) + first)}`,
    );
    first += values.length;
    const told = / returning "[^()]*$/.test(moved) ? moved : `${moved} returning 1`;
    return `"w${String(index)}" as (${told})`;
  });
  const counts = writes.map((_, index) => `(select count(*) from "w${String(index)}")`);
  return `with ${parts.join(', ')} select array[${counts.join(', ')}]::int[] as "counts"`;
}
