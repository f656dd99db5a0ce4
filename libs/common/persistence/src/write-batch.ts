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

/** A write whose result is known before it is sent, unless there is a conflict. */
export interface PredictedWrite {
  readonly table: string;
  readonly result: QueryResult;
  /** The error when the write finds fewer rows than predicted; absent when that is not an error. */
  readonly onMiss?: (() => Error) | undefined;
}

/** One statement for all writes of a batch. */
export interface BatchStatement extends BoundStatement {
  /** @throws the error of the first write that found fewer rows than predicted */
  check(counts: readonly number[]): void;
}

type Send = (statement: BatchStatement) => Promise<readonly number[]>;

/** PostgreSQL takes 65,535 values a statement. */
const MOST_VALUES = 20_000;

const CURRENT = new AsyncLocalStorage<WriteBatch>();

/**
 * Writes of one transaction that are sent to PostgreSQL in one statement, because none depends on the result of
 * another. They are sent before the next statement of that transaction, including its commit. All parts of a statement
 * see the data as it was before, so a batch writes each table once.
 */
export class WriteBatch {
  private readonly writes: (BoundStatement & PredictedWrite)[] = [];
  private values = 0;
  private predicted: PredictedWrite | undefined;
  private collecting = false;
  private missing: (() => Error) | undefined;
  private sendWith: Send | undefined;

  /** @param transaction its transaction; that of its first write when absent */
  constructor(private transaction: Transaction | undefined) {}

  /** The current batch for a transaction. */
  static of(transaction: Transaction | undefined): WriteBatch | undefined {
    const batch = CURRENT.getStore();
    return transaction !== undefined && batch?.transaction === transaction ? batch : undefined;
  }

  /** Runs work with a new batch, which is sent at the end. */
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

  /** Collects the writes of some work. @param onMiss their error when they find fewer rows than predicted */
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

  /** The current batch, if it collects the writes of a transaction. */
  static collecting(transaction: Transaction | undefined): WriteBatch | undefined {
    const batch = CURRENT.getStore();
    if (!batch?.collecting || transaction === undefined) return undefined;
    batch.transaction ??= transaction;
    return batch.transaction === transaction ? batch : undefined;
  }

  /** Announces the next write of some work. */
  async predict<T>(write: PredictedWrite, work: () => Promise<T>): Promise<T> {
    this.predicted = this.missing ? { ...write, onMiss: this.missing } : write;
    try {
      return await work();
    } finally {
      this.predicted = undefined;
    }
  }

  /** The prediction for the next write. */
  takePredicted(): PredictedWrite | undefined {
    const { predicted } = this;
    this.predicted = undefined;
    return predicted;
  }

  async add(statement: BoundStatement, write: PredictedWrite, send: Send): Promise<void> {
    const isFull = this.values + statement.values.length > MOST_VALUES;
    if (isFull || this.writes.some(({ table }) => table === write.table)) await this.send();
    this.writes.push({ ...statement, ...write });
    this.values += statement.values.length;
    this.sendWith = send;
  }

  /** Sends the collected writes. @throws errors of the database, and those of writes that found too few rows */
  async send(): Promise<void> {
    const writes = this.writes.splice(0);
    this.values = 0;
    if (writes.length === 0 || !this.sendWith) return;
    const statement = oneOf(writes);
    statement.check(await this.sendWith(statement));
  }
}

/**
 * Flushes into the current batch (`WriteBatch.around`), if there is one. The versions of entities are correct
 * afterwards.
 */
export function flushIntoBatch(em: EntityManager): Promise<void> {
  const batch = WriteBatch.of(em.getTransactionContext());
  return batch ? batch.collect(() => em.getUnitOfWork().commit()) : em.flush();
}

/**
 * Updates the matching row, in the current batch if there is one. The other writes of the batch run all the same, so
 * the violation of a constraint by one of them may be reported instead of the miss.
 * @param onMiss the error when no row matches, now or when the batch is sent
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

/** A custom statement that writes one row. */
export interface RowWrite {
  readonly table: string;
  /** With `?` for each value. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The same as `updateRow` for a custom statement, on PostgreSQL. */
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
  const predicted = { table, result: { affectedRows: 1 } as QueryResult, onMiss };
  const { affectedRows } = await (batch ? batch.predict(predicted, write) : write());
  if (affectedRows === 0) throw onMiss();
}

/** The writes in the text of a batch, in order; none for another text. */
export function writesOf(text: string): readonly { operation: string; table: string }[] {
  if (!text.startsWith('with "w0" as (')) return [];
  const writes = text.matchAll(/"w\d+" as \((insert|update)(?: into)? "(\w+)"/g);
  return Array.from(writes, ([, operation = '', table = '']) => ({ operation, table }));
}

/** The texts of batches, by the texts of their writes: a service has few different batches. */
const TEXTS = new Map<string, string>();
const MOST_TEXTS = 500;

function oneOf(writes: readonly (BoundStatement & PredictedWrite)[]): BatchStatement {
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

/** `with "w0" as (insert …), "w1" as (update …) select` the number of rows of each write, as an array. */
function joined(writes: readonly BoundStatement[]): string {
  let first = 0;
  const parts = writes.map(({ text, values }, index) => {
    const moved = text.replace(
      /\$(\d+)/g,
      (_, place: string) => `$${String(Number(place) + first)}`,
    );
    first += values.length;
    const reported = / returning "[^()]*$/.test(moved) ? moved : `${moved} returning 1`;
    return `"w${String(index)}" as (${reported})`;
  });
  const counts = writes.map((_, index) => `(select count(*) from "w${String(index)}")`);
  return `with ${parts.join(', ')} select array[${counts.join(', ')}]::int[] as "counts"`;
}
