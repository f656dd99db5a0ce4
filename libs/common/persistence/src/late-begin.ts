import type * as Pg from 'pg';

const BEGUN = { command: 'BEGIN', rowCount: null, rows: [] } as const;

/**
 * PostgreSQL's client with transactions that begin with their first statement: `begin` waits for it, and the two go to
 * the server in one packet, without waiting for an answer in between. A transaction in which nothing is said costs
 * nothing.
 */
export function beginningLate(pg: typeof Pg): typeof Pg {
  class LateBeginClient extends pg.Client {
    constructor(config?: string | Pg.ClientConfig) {
      super(config);
      // Without it, the client sends a statement only after the answer to the one before. Here, because the pool's
      // options hide their password from a copy.
      Object.assign(this, { pipeline: true });
      const query = this.query.bind(this);
      const say = (...args: readonly unknown[]): unknown => Reflect.apply(query, this, args);
      let isOwed = false;
      const value = (...args: readonly unknown[]): unknown => {
        const [text] = args;
        if (text === 'begin') {
          isOwed = true;
          return Promise.resolve(BEGUN);
        }
        if (!isOwed) return say(...args);
        isOwed = false;
        if (text === 'commit' || text === 'rollback') {
          return Promise.resolve({ ...BEGUN, command: text.toUpperCase() });
        }
        return inOnePacket(this, () => Promise.all([say('begin'), say(...args)])).then(
          ([, answer]) => answer,
        );
      };
      Object.defineProperty(this, 'query', { value, configurable: true });
    }
  }
  return { ...pg, Client: LateBeginClient };
}

/** Runs work, and sends what it writes to the server together. */
function inOnePacket<T>({ connection }: Pg.Client, work: () => T): T {
  const { stream } = connection;
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
}
