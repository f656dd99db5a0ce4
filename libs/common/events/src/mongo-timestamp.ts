/**
 * An empty BSON timestamp; MongoDB replaces it with its logical clock when it stores the document.
 * The driver is loaded at the first use, so that services on PostgreSQL do not carry it in memory.
 */
export function emptyTimestamp(): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only synchronous loading fits a column conversion
  const { Timestamp } = require('mongodb') as typeof import('mongodb');
  return new Timestamp({ t: 0, i: 0 });
}
