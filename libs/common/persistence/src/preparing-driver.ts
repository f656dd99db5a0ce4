import {
  type AnyEntity,
  type EntityData,
  type EntityDictionary,
  type EntityName,
  type FilterQuery,
  type NativeInsertUpdateManyOptions,
  type NativeInsertUpdateOptions,
  type QueryResult,
  type Transaction,
  type UpsertManyOptions,
  type UpsertOptions,
} from '@mikro-orm/core';
import type * as Postgres from '@mikro-orm/postgresql';
import type * as Kysely from 'kysely';
import type * as Pg from 'pg';
import { type BoundStatement, TEXTS, boundStatement } from './bound-statement';
import { isPlanOutdated } from './retries';
import { predict, predictedInsert, predictedUpdate, predictedUpdates } from './predicted-write';
import { type BatchStatement, WriteBatch } from './write-batch';

/** The modules of the driver, which the caller loads, so that a service on MongoDB does not load them. */
export interface DriverParts {
  readonly postgres: typeof Postgres;
  readonly kysely: typeof Kysely;
}

type Execute = Postgres.PostgreSqlConnection['execute'];
type Rows = QueryResult | EntityData<AnyEntity> | EntityData<AnyEntity>[];

/** A connection that binds all values. */
function bindingConnection({ postgres, kysely: { CompiledQuery } }: DriverParts) {
  return class BindingConnection extends postgres.PostgreSqlConnection {
    override async execute<T extends Rows = EntityData<AnyEntity>[]>(
      ...[query, params, method = 'all', transaction, context]: Parameters<Execute>
    ): Promise<T> {
      const bound = boundStatement(query, params);
      if (!bound) return super.execute<T>(query, params, method, transaction, context);
      try {
        return await this.executeBound<T>(bound, method, transaction);
      } catch (error) {
        // After an error the transaction has to be restarted by its owner.
        if (transaction !== undefined || !isPlanOutdated(error)) throw error;
        return this.executeBound<T>(bound, method, transaction);
      }
    }

    executeBound<T>(
      { text, values }: BoundStatement,
      method: Parameters<Execute>[2],
      transaction: Transaction | undefined,
    ): Promise<T> {
      return this.executeQuery(text, async () => {
        await this.ensureConnection();
        const client = (transaction as Kysely.Kysely<unknown> | undefined) ?? this.getClient();
        const result = await client.executeQuery(CompiledQuery.raw(text, [...values]));
        return this.transformRawResult<T>(result, method);
      });
    }
  };
}

/** The same, with batched writes. */
function batchingConnection(parts: DriverParts) {
  return class BatchingConnection extends bindingConnection(parts) {
    override async execute<T extends Rows = EntityData<AnyEntity>[]>(
      ...args: Parameters<Execute>
    ): Promise<T> {
      const [query, params, , transaction] = args;
      const batch = WriteBatch.of(transaction);
      const predicted = batch?.takePredicted();
      const bound = predicted && boundStatement(query, params);
      if (batch && predicted && bound) {
        await batch.add(bound, predicted, (statement) => this.sendBatch(statement, transaction));
        return predicted.result as T;
      }
      await batch?.send();
      return super.execute<T>(...args);
    }

    override async begin(...[options]: Parameters<Postgres.PostgreSqlConnection['begin']>) {
      await WriteBatch.of(options?.ctx)?.send();
      return super.begin(options);
    }

    override async commit(
      ...[transaction, ...rest]: Parameters<Postgres.PostgreSqlConnection['commit']>
    ): Promise<void> {
      await WriteBatch.of(transaction)?.send();
      return super.commit(transaction, ...rest);
    }

    private async sendBatch(
      statement: BatchStatement,
      transaction: Transaction | undefined,
    ): Promise<readonly number[]> {
      try {
        type Written = QueryResult & { readonly row?: { readonly counts?: readonly number[] } };
        const written = await this.executeBound<Written>(statement, 'run', transaction);
        // A batch of one write is sent as it is.
        return written.row?.counts ?? [written.affectedRows];
      } catch (error) {
        throw this.platform.getExceptionConverter().convertException(error as Error);
      }
    }
  };
}

/**
 * MikroORM's driver for PostgreSQL with bound parameters, where the ORM writes values into the text. Values stay out of
 * PostgreSQL's log, and a connection parses equal texts once. A value that cannot be bound is rejected. The writes of a
 * flush are sent in one statement (`WriteBatch`).
 */
export function preparingDriver(parts: DriverParts) {
  const BatchingConnection = batchingConnection(parts);

  return class PreparingDriver extends parts.postgres.PostgreSqlDriver {
    protected override readonly connection = new BatchingConnection(this.config);

    override nativeInsertMany<T extends object>(
      entity: EntityName<T>,
      rows: EntityDictionary<T>[],
      options?: NativeInsertUpdateManyOptions<T>,
      transform?: (sql: string) => string,
    ): Promise<QueryResult<T>> {
      const write = () => super.nativeInsertMany(entity, rows, options, transform);
      return predict(options?.ctx, () => predictedInsert(this.metadata.get(entity), rows), write);
    }

    override nativeUpdate<T extends object>(
      entity: EntityName<T>,
      where: FilterQuery<T>,
      change: EntityDictionary<T>,
      options?: NativeInsertUpdateOptions<T> & UpsertOptions<T>,
    ): Promise<QueryResult<T>> {
      const write = () => super.nativeUpdate(entity, where, change, options);
      if (options?.upsert) return write();
      return predict(options?.ctx, () => predictedUpdate(this.metadata.get(entity), where), write);
    }

    override nativeUpdateMany<T extends object>(
      entity: EntityName<T>,
      where: FilterQuery<T>[],
      changes: EntityDictionary<T>[],
      options?: NativeInsertUpdateManyOptions<T> & UpsertManyOptions<T>,
    ): Promise<QueryResult<T>> {
      const write = () => super.nativeUpdateMany(entity, where, changes, options);
      if (options?.upsert) return write();
      const predicted = () => predictedUpdates(this.metadata.get(entity), changes);
      return predict(options?.ctx, predicted, write);
    }
  };
}

/** An entity manager for that driver, which sends its writes at the end of a flush. */
export function batchingEntityManager({ EntityManager }: typeof Postgres) {
  return class BatchingEntityManager extends EntityManager {
    override async flush(): Promise<void> {
      const transaction = this.getTransactionContext();
      const flush = (): Promise<void> => super.flush();
      const batch = WriteBatch.of(transaction);
      if (!batch) return WriteBatch.around(transaction, (own) => own.collect(flush));
      await batch.collect(flush);
      await batch.send();
    }
  };
}

/** A client for the pool of that driver. It prepares statements with values under a name. */
export function preparingClient({ Client }: typeof Pg) {
  return class PreparingClient extends Client {
    constructor(config?: string | Pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this);
      const prepared = async (text: string, values: readonly unknown[]): Promise<unknown> => {
        try {
          const name = TEXTS.nameOf(text);
          return (await Reflect.apply(query, this, [{ name, text, values }])) as unknown;
        } catch (error) {
          if (isPlanOutdated(error)) TEXTS.rename(text);
          throw error;
        }
      };
      const value = (...args: readonly unknown[]): unknown => {
        const [text, values] = args;
        if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
          return prepared(text, values);
        }
        return Reflect.apply(query, this, args) as unknown;
      };
      Object.defineProperty(this, 'query', { value });
    }
  };
}
