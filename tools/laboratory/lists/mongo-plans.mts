import { MongoClient } from 'mongodb';
import type { Statement } from './statement.mts';

const DATABASE = 'course';
const LISTED = [
  ...['course', 'course_submission', 'course_sale_price', 'media', 'catalog_entry'],
].map((name) => `${DATABASE}.${name}`);

/** An entry of MongoDB's profiler, as far as it is read here. */
interface Profiled {
  readonly command: Readonly<Record<string, unknown>>;
  readonly planSummary?: string;
  readonly docsExamined?: number;
  readonly keysExamined?: number;
  readonly nreturned?: number;
  readonly hasSortStage?: boolean;
}

/** Reads what MongoDB's profiler tells about the statements of the course service. */
export class MongoPlans {
  private readonly client: MongoClient;

  private constructor(client: MongoClient) {
    this.client = client;
  }

  static async open(url: string): Promise<MongoPlans> {
    return new MongoPlans(await MongoClient.connect(url));
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** The statements sent to the listed collections while `work` is done. */
  async capture(work: () => Promise<void>): Promise<Statement[]> {
    const db = this.client.db(DATABASE);
    await db.command({ profile: 2 });
    await work();
    await db.command({ profile: 0 });
    const entries = await db
      .collection('system.profile')
      .find({ ns: { $in: LISTED }, op: { $in: ['query', 'command'] } })
      .toArray();
    await db.collection('system.profile').drop();
    return (entries as unknown[] as Profiled[])
      .filter(({ command }) => !('createIndexes' in command))
      .map(toStatement);
  }
}

function toStatement(entry: Profiled): Statement {
  const { planSummary = '', docsExamined = 0, keysExamined = 0, nreturned = 0 } = entry;
  const examined = Math.max(docsExamined, keysExamined);
  return {
    text: JSON.stringify(entry.command),
    indexes: [...planSummary.matchAll(/(?:IXSCAN|COUNT_SCAN|TEXT_MATCH|TEXT) ?(\{[^}]*\})?/g)].map(
      ([whole, fields]) => (fields ? nameOf(fields) : whole.trim().toLowerCase()),
    ),
    scanned: planSummary.includes('COLLSCAN') ? docsExamined : 0,
    sorted: entry.hasSortStage ? examined : 0,
    examined,
    returned: nreturned,
    total: 'aggregate' in entry.command || 'count' in entry.command,
  };
}

/** `{ visible: 1, learners: 1 }` → `visible, learners`. */
function nameOf(fields: string): string {
  return [...fields.matchAll(/([\w.]+):/g)].map(([, field]) => field).join(', ');
}
