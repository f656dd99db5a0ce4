import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOOPBACK, send, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { secretBeside } from './secret.mts';
import { dataFolder } from './user.mts';

const PASSWORD_FILE = 'password';

export const redis: StoreDriver = {
  defaultPort: 6379,
  schemes: ['redis:', 'rediss:'],
  resolve: () => resolveProgram('redis'),
  url: (port, { securedIn }) => {
    const secret = securedIn === undefined ? '' : `:${secretBeside(securedIn, PASSWORD_FILE)}@`;
    return `redis://${secret}${LOOPBACK}:${port}`;
  },
  stopSignal: 'SIGTERM',
  patienceMs: 5_000,
  prepare: ({ program, dataDir, port, persistent }) => {
    const folder = dataFolder(dataDir, undefined);
    return {
      command: program.file,
      args: [
        ...(persistent ? [passwordConfig(folder)] : []),
        ...['--port', String(port), '--bind', LOOPBACK, '--dir', folder],
        ...['--appendonly', 'no', '--save', persistent ? '60 1' : '', '--maxmemory', '256mb'],
        ...['--maxmemory-policy', 'volatile-lru'],
      ],
      user: undefined,
      cwd: '/',
    };
  },
  ready: (port, { securedIn }) => {
    const login =
      securedIn === undefined ? '' : `AUTH ${secretBeside(securedIn, PASSWORD_FILE)}\r\n`;
    const responses = async (): Promise<boolean> =>
      (await send(port, `${login}PING\r\n`))?.includes('+PONG') === true;
    return until(responses, 10_000).then((ready) => ({ ready }));
  },
};

/** In a file: everybody on the machine can read the arguments of a process. */
function passwordConfig(folder: string): string {
  const file = path.join(folder, 'redis.conf');
  writeFileSync(file, `requirepass ${secretBeside(folder, PASSWORD_FILE)}\n`, { mode: 0o600 });
  return file;
}
