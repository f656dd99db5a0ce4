import type * as Pg from 'pg';

const BEGUN = { command: 'BEGIN', rowCount: null, rows: [] } as const;

/**
 * PostgreSQL's client with lazy transactions: `begin` is sent in one packet with the first statement, which saves a
 * round trip. A transaction without statements costs nothing.
 */
export function beginningLate(pg: typeof Pg): typeof Pg {
  class LateBeginClient extends pg.Client {
    constructor(config?: string | Pg.ClientConfig) {
      super(config);
      // Without it, the client waits for each response before it sends the next statement. Set here, because a copy of
      // the pool's options would lose the password.
      Object.assign(this, { pipeline: true });
      const query = this.query.bind(this);
      const translate = (...args: readonly unknown[]): unknown => Reflect.apply(query, this, args);
      let isOwed = false;
      const value = (...args: readonly unknown[]): unknown => {
        const [text] = args;
        if (text === 'begin') {
          isOwed = true;
          return Promise.resolve(BEGUN);
        }
        if (!isOwed) return translate(...args);
        isOwed = false;
        if (text === 'commit' || text === 'rollback') {
          return Promise.resolve({ ...BEGUN, command: text.toUpperCase() });
        }
        return inOnePacket(this, () => Promise.all([translate('begin'), translate(...args)])).then(
          ([, response]) => response,
        );
      };
      Object.defineProperty(this, 'query', { value, configurable: true });
    }
  }
  return { ...pg, Client: LateBeginClient };
}

/** Runs work, and sends everything that it writes in one packet. */
function inOnePacket<T>({ connection }: Pg.Client, work: () => T): T {
  const { stream } = connection;
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
}
