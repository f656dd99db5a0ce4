import type * as Pg from 'pg';

/** The result of a rollback on a lost connection. */
const ROLLED_BACK = { command: 'ROLLBACK', rowCount: null, rows: [] } as const;

/**
 * PostgreSQL's client with rollbacks that do not fail: if one cannot be sent, the connection is closed, and the server
 * rolls back. Kysely returns a connection to the pool only after a successful commit or rollback, so the pool would
 * leak a connection that is lost in between.
 */
export function rollingBack(pg: typeof Pg): typeof Pg {
  class RollingBackClient extends pg.Client {
    constructor(config?: string | Pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this);
      const value = (...args: readonly unknown[]): unknown => {
        const response: unknown = Reflect.apply(query, this, args);
        if (args[0] !== 'rollback') return response;
        return Promise.resolve(response).catch(() => {
          // The caller of a rollback already has an error to report.
          void this.end();
          return ROLLED_BACK;
        });
      };
      Object.defineProperty(this, 'query', { value, configurable: true });
    }
  }
  return { ...pg, Client: RollingBackClient };
}
