import { LOOPBACK, ask, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { dataFolder } from './user.mts';

export const nats: StoreDriver = {
  defaultPort: 4222,
  schemes: ['nats:', 'tls:'],
  resolve: () => resolveProgram('nats'),
  url: (port) => `nats://${LOOPBACK}:${port}`,
  stopSignal: 'SIGTERM',
  patienceMs: 10_000,
  prepare: ({ program, dataDir, port }) => ({
    command: program.file,
    args: ['-a', LOOPBACK, '-p', String(port), '-js', '-sd', dataFolder(dataDir, undefined)],
    user: undefined,
    cwd: '/',
  }),
  // The server introduces itself with a line that also says whether JetStream is on.
  ready: (port) =>
    until(async () => /"jetstream":\s*true/.test((await ask(port, '')) ?? ''), 20_000).then(
      (yes) => ({ ready: yes }),
    ),
};
