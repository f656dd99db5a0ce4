import { createReadStream, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { PROGRAMS } from '#workspace/stack/environment.mts';

/** A line of a service's log, as far as traces need it. */
export interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly service: string;
  readonly msg: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly durationMs?: number;
  /** Of a request. */
  readonly method?: string;
  readonly route?: string;
  /** Of a question or an event. */
  readonly subject?: string;
  readonly consumer?: string;
  readonly outcome?: string;
  readonly status?: number;
  readonly eventId?: string;
  readonly aggregateId?: string;
}

/** The logs of all programs of a stack. @param prefix of the files: '' for `npm start`, `platform-` for the journeys */
export function logFiles(folder: string, prefix: string): string[] {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const names = PROGRAMS.map((program) => `${prefix}${program}.log`);
  return names.filter((name) => there.includes(name)).map((name) => path.join(folder, name));
}

/** The lines of a trace in which one of the given texts stands; everything else is not even parsed. */
export async function linesWith(
  files: readonly string[],
  texts: readonly string[],
): Promise<LogLine[]> {
  const found: LogLine[] = [];
  for (const file of files) {
    for await (const text of readline.createInterface({ input: createReadStream(file) })) {
      if (!texts.some((wanted) => text.includes(wanted))) continue;
      const line = parse(text);
      if (line) found.push(line);
    }
  }
  return found;
}

/** Programs also write what is no JSON, such as a stack of Node's own. */
function parse(text: string): LogLine | undefined {
  try {
    const line = JSON.parse(text) as Partial<LogLine> | null;
    return line?.traceId && line.spanId && line.time ? (line as LogLine) : undefined;
  } catch {
    return undefined;
  }
}
