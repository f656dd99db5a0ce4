import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Memory a process holds: pages shared with others count in parts, where the system tells. */
export function megabytes(pid: number | undefined): {
  readonly size: number;
  readonly kind: string;
} {
  if (pid === undefined) return { size: 0, kind: '' };
  const rollup = `/proc/${pid}/smaps_rollup`;
  if (existsSync(rollup)) {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(rollup, 'utf8'))?.[1];
    if (kilobytes) return { size: Number(kilobytes) / 1024, kind: 'PSS' };
  }
  const text = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return { size: Number(text.trim()) / 1024, kind: 'RSS' };
}
