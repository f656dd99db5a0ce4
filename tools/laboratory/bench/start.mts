import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { GATEWAY } from '#workspace/stack/environment.mts';
import type { Stage } from './stage.mts';
import type { Row } from './table.mts';

const GOAL_MB = 1200;

/** How long all programs take to be ready, and the memory the services hold then. */
export async function measureStart(stage: Stage): Promise<Row[]> {
  const { platform, startMs } = await stage.demo();
  const services = platform.programs.filter((program) => program !== GATEWAY);
  const memory = services.map((service) => megabytes(platform.pid(service)));
  const sum = memory.reduce((total, { size }) => total + size, 0);
  const largest = Math.max(...memory.map(({ size }) => size));
  const kind = memory[0]?.kind ?? '';
  return [
    {
      name: `Start to ready, ${platform.programs.length} programs`,
      ours: `${(startMs / 1000).toFixed(1)} s`,
    },
    {
      name: `Memory of ${services.length} services (${kind}; largest ${Math.round(largest)} MB)`,
      ours: `${Math.round(sum)} MB`,
      goal: `≤ ${GOAL_MB} MB`,
      met: sum <= GOAL_MB,
    },
  ];
}

/** Memory a process holds: pages shared with others count in parts, where the system tells. */
function megabytes(pid: number | undefined): { readonly size: number; readonly kind: string } {
  if (pid === undefined) return { size: 0, kind: '' };
  const rollup = `/proc/${pid}/smaps_rollup`;
  if (existsSync(rollup)) {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(rollup, 'utf8'))?.[1];
    if (kilobytes) return { size: Number(kilobytes) / 1024, kind: 'PSS' };
  }
  const text = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return { size: Number(text.trim()) / 1024, kind: 'RSS' };
}
