import { readFileSync, readdirSync } from 'node:fs';

/** The unit of times in /proc, which Linux has fixed for programs (USER_HZ). */
const MS_PER_TICK = 10;

interface ProcessStat {
  readonly parent: number;
  readonly name: string;
  /** Of the process and of those of its children that have ended. */
  readonly usedMs: number;
}

/**
 * The processor time that the processes started by this tool have used so far, in milliseconds by program. A store's
 * processes count together. Empty where the system does not tell (/proc).
 * @param names of processes that have a better one than that of their file
 */
export function processorTimes(names: ReadonlyMap<number, string>): Map<string, number> {
  const all = readAll();
  const times = new Map<string, number>();
  for (const [pid, stat] of all) {
    if (!descends(pid, all)) continue;
    const name = names.get(pid) ?? stat.name;
    times.set(name, (times.get(name) ?? 0) + stat.usedMs);
  }
  return times;
}

function descends(pid: number, all: ReadonlyMap<number, ProcessStat>): boolean {
  for (let at = all.get(pid)?.parent; at !== undefined && at > 1; at = all.get(at)?.parent) {
    if (at === process.pid) return true;
  }
  return false;
}

function readAll(): Map<number, ProcessStat> {
  const found = new Map<number, ProcessStat>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? readStat(Number(entry)) : undefined;
    if (stat) found.set(Number(entry), stat);
  }
  return found;
}

/** Fields as in proc(5); undefined when the process has ended meanwhile. */
function readStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in brackets, may itself hold spaces and brackets.
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), name, usedMs: ticks * MS_PER_TICK };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
