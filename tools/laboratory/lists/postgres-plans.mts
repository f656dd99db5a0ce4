import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseName } from '#workspace/stack/environment.mts';
import { withDatabase } from '#workspace/stack/postgres.mts';
import type { Statement } from './statement.mts';

/** A node of PostgreSQL's `EXPLAIN (FORMAT JSON)`. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly 'Query Text': string;
  readonly Plan: PlanNode;
}

/** Tables every service has for itself; what happens in them is not a list. */
const PLATFORM_TABLES = /^(outbox|inbox|dead_letter|idempot\w*|mikro\w*|pg_\w+|retelling\w*)$/;
const LOG_PREFIX = 'explained|';
/** How long a log line takes, in milliseconds, and how often it is looked for. */
const LOG_MS = 50;
const LOG_TRIES_MAX = 40;
const SETTLE_MS = 300;

/** Reads what PostgreSQL's auto_explain tells about the statements a service sends. */
export class PostgresPlans {
  private readonly url: string;
  private readonly logFile: string;

  private constructor(url: string, logFile: string) {
    this.url = url;
    this.logFile = logFile;
  }

  /** To be called before the services open their connections. @param logFile what the server writes to */
  static async prepare(serverUrl: string, logFile: string): Promise<PostgresPlans> {
    const plans = new PostgresPlans(withDatabase(serverUrl, 'postgres'), logFile);
    await plans.set({
      session_preload_libraries: 'auto_explain',
      log_line_prefix: `${LOG_PREFIX}%d|`,
      'auto_explain.log_min_duration': '-1',
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_buffers': 'on',
      'auto_explain.log_format': 'json',
    });
    return plans;
  }

  /** Explains from now on, or no longer. */
  async explain(on: boolean): Promise<void> {
    await this.set({ 'auto_explain.log_min_duration': on ? '0' : '-1' });
    await sleep(SETTLE_MS);
  }

  /** The statements a service sends to the tables of its own while `work` is done. */
  async capture(service: string, work: () => Promise<void>): Promise<Statement[]> {
    const file = openSync(this.logFile, 'r');
    try {
      const start = fstatSync(file).size;
      await work();
      return (await this.explainedSince(file, start, service)).map(toStatement);
    } finally {
      closeSync(file);
    }
  }

  /** The log line of the last statement is written after its response is sent, and takes its time on a busy machine. */
  private async explainedSince(file: number, start: number, service: string): Promise<Explained[]> {
    for (let tries = 1; ; tries += 1) {
      await sleep(LOG_MS);
      const bytes = Buffer.alloc(fstatSync(file).size - start);
      readSync(file, bytes, 0, bytes.length, start);
      try {
        return explainedIn(bytes.toString('utf8'), databaseName(service));
      } catch (error) {
        if (tries === LOG_TRIES_MAX) throw error;
      }
    }
  }

  private async set(settings: Readonly<Record<string, string>>): Promise<void> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query("load 'auto_explain'");
      for (const [name, value] of Object.entries(settings)) {
        await client.query(`alter system set ${name} = '${value}'`);
      }
      await client.query('select pg_reload_conf()');
    } finally {
      await client.end();
    }
  }
}

function explainedIn(log: string, database: string): Explained[] {
  return log
    .split(LOG_PREFIX)
    .filter((entry) => entry.startsWith(`${database}|`) && entry.includes('  plan:\n'))
    .map((entry) => JSON.parse(entry.slice(entry.indexOf('  plan:\n') + 8)) as Explained)
    .filter(({ Plan }) => {
      const tables = nodesOf(Plan).flatMap((node) => node['Relation Name'] ?? []);
      return tables.length > 0 && !tables.some((table) => PLATFORM_TABLES.test(table));
    });
}

function toStatement({ 'Query Text': text, Plan: plan }: Explained): Statement {
  const nodes = nodesOf(plan);
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
  const indexes = nodes.flatMap((node) => node['Index Name'] ?? []);
  return {
    text,
    indexes: [...new Set(indexes)],
    scanned: scans
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .reduce((sum, node) => sum + examinedBy(node), 0),
    sorted: nodes
      .filter((node) => node['Node Type'].endsWith('Sort'))
      .flatMap((node) => node.Plans ?? [])
      .reduce((sum, child) => sum + child['Actual Rows'] * child['Actual Loops'], 0),
    examined: scans.reduce((sum, node) => sum + examinedBy(node), 0),
    returned: plan['Actual Rows'],
    total: plan['Node Type'] === 'Aggregate',
  };
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

function examinedBy(node: PlanNode): number {
  const removed =
    (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + removed) * node['Actual Loops'];
}
