import type * as Pg from 'pg';

/** What a rollback is answered with when there is nothing left to roll back. */
const ROLLED_BACK = { command: 'ROLLBACK', rowCount: null, rows: [] } as const;

/**
 * PostgreSQL's client with rollbacks that do not fail: where one cannot be sent, the connection is closed, and the server
 * rolls back by itself. Kysely gives the connection of a transaction back to the pool only after a commit or rollback
 * that has succeeded; of a connection that was lost in between, the pool would never be rid.
 */
export function rollingBack(pg: typeof Pg): typeof Pg {
  class RollingBackClient extends pg.Client {
    constructor(config?: string | Pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this);
      const value = (...args: readonly unknown[]): unknown => {
        const answer: unknown = Reflect.apply(query, this, args);
        if (args[0] !== 'rollback') return answer;
        return Promise.resolve(answer).catch(() => {
          // Whoever rolls back has a failure of its own to tell.
          void this.end();
          return ROLLED_BACK;
        });
      };
      Object.defineProperty(this, 'query', { value, configurable: true });
    }
  }
  return { ...pg, Client: RollingBackClient };
}
