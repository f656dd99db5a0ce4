import { GATEWAY } from '#workspace/stack/environment.mts';
import { megabytes } from './memory.mts';
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
