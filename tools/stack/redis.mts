import { LOOPBACK, ask, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { dataFolder } from './user.mts';

export const redis: StoreDriver = {
  defaultPort: 6379,
  schemes: ['redis:', 'rediss:'],
  resolve: () => resolveProgram('redis'),
  url: (port) => `redis://${LOOPBACK}:${port}`,
  stopSignal: 'SIGTERM',
  patienceMs: 5_000,
  prepare: ({ program, dataDir, port, persistent }) => {
    const folder = dataFolder(dataDir, undefined);
    return {
      command: program.file,
      args: [
        ...['--port', String(port), '--bind', LOOPBACK, '--dir', folder],
        ...['--appendonly', 'no', '--save', persistent ? '60 1' : '', '--maxmemory', '256mb'],
        ...['--maxmemory-policy', 'volatile-lru'],
      ],
      user: undefined,
      cwd: '/',
    };
  },
  ready: (port) =>
    until(async () => (await ask(port, 'PING\r\n'))?.startsWith('+PONG') === true, 10_000).then(
      (yes) => ({ ready: yes }),
    ),
};
