import { AsyncLocalStorage } from 'node:async_hooks';
import { type AnyEntity, type EntityData, type QueryResult, Utils } from '@mikro-orm/core';
import type * as Postgres from '@mikro-orm/postgresql';
import type * as Pg from 'pg';
import { isPlanOutdated } from './given-way';
import { StatementTexts } from './statement-texts';

interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statement under way, which the ORM hands on to the client as a text alone. */
const BOUND = new AsyncLocalStorage<BoundStatement>();
const TEXTS = new StatementTexts();

/**
 * MikroORM's driver for PostgreSQL with values beside the statements, where the ORM writes them into the text: they do
 * not come into PostgreSQL's log with it, and a connection parses equal texts once. What has a value that cannot be
 * bound, such as a fragment of SQL, goes the ORM's way.
 *
 * @param postgres loaded by the caller, so that a service on MongoDB does not carry it
 */
export function preparingDriver({ PostgreSqlConnection, PostgreSqlDriver }: typeof Postgres) {
  class PreparingConnection extends PostgreSqlConnection {
    override async execute<
      T extends QueryResult | EntityData<AnyEntity> | EntityData<AnyEntity>[] =
        EntityData<AnyEntity>[],
    >(...[query, params, ...rest]: Parameters<Postgres.PostgreSqlConnection['execute']>) {
      const bound = boundStatement(query, params);
      if (!bound) return super.execute<T>(query, params, ...rest);
      const run = (): Promise<T> =>
        BOUND.run(bound, () => super.execute<T>(bound.text, [], ...rest));
      const [, transaction] = rest;
      try {
        return await run();
      } catch (error) {
        // A transaction cannot go on after a failure; whoever began it begins again.
        if (transaction !== undefined || !isPlanOutdated(error)) throw error;
        return run();
      }
    }
  }
  return class PreparingDriver extends PostgreSqlDriver {
    protected override readonly connection = new PreparingConnection(this.config);
  };
}

/** A client for the pool of that driver. It gives the statement under way its values and its name. */
export function preparingClient({ Client }: typeof Pg) {
  return class PreparingClient extends Client {
    constructor(config?: string | Pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this);
      const prepared = async ({ text, values }: BoundStatement): Promise<unknown> => {
        try {
          const name = TEXTS.nameOf(text);
          return (await Reflect.apply(query, this, [{ name, text, values }])) as unknown;
        } catch (error) {
          if (isPlanOutdated(error)) TEXTS.rename(text);
          throw error;
        }
      };
      const value = (...args: readonly unknown[]): unknown => {
        const bound = BOUND.getStore();
        if (bound && bound.text === args[0]) return prepared(bound);
        return Reflect.apply(query, this, args) as unknown;
      };
      Object.defineProperty(this, 'query', { value });
    }
  };
}

function boundStatement(query: unknown, params: unknown): BoundStatement | undefined {
  if (typeof query !== 'string' || !Array.isArray(params)) return undefined;
  const values: readonly unknown[] = params;
  if (!values.every(isBindable)) return undefined;
  const text = TEXTS.bound(query, values.length);
  return text === undefined ? undefined : { text, values: values.map(boundOf) };
}

function isBindable(value: unknown): boolean {
  if (value === null || value instanceof Date || Utils.isPlainObject(value)) return true;
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function boundOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Utils.isPlainObject(value) ? JSON.stringify(value) : value;
}
