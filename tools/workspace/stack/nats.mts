import path from 'node:path';
import { OPERATOR, passwordVariable } from '../broker/users.mts';
import { ROOT } from '../shared/paths.mts';
import { GATEWAY, PROGRAMS } from './environment.mts';
import { LOOPBACK, ask, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { dataFolder } from './user.mts';

const USERS = path.join(ROOT, 'tools/workspace/broker/users.conf');

/** On a developer's machine the password of a user of the broker is the user's name. */
const PASSWORDS = Object.fromEntries(
  [OPERATOR, ...PROGRAMS.filter((program) => program !== GATEWAY)].map((user) => [
    passwordVariable(user),
    user,
  ]),
);

export const nats: StoreDriver = {
  defaultPort: 4222,
  schemes: ['nats:', 'tls:'],
  resolve: () => resolveProgram('nats'),
  url: (port, options) =>
    `nats://${options.brokerUsers ? `${OPERATOR}:${OPERATOR}@` : ''}${LOOPBACK}:${port}`,
  stopSignal: 'SIGTERM',
  patienceMs: 10_000,
  prepare: ({ program, dataDir, port, brokerUsers }) => ({
    command: program.file,
    args: [
      ...(brokerUsers ? ['-c', USERS] : []),
      ...['-a', LOOPBACK, '-p', String(port), '-js', '-sd', dataFolder(dataDir, undefined)],
    ],
    env: brokerUsers ? PASSWORDS : {},
    user: undefined,
    cwd: '/',
  }),
  // The server introduces itself with a line that also says whether JetStream is on.
  ready: (port) =>
    until(async () => /"jetstream":\s*true/.test((await ask(port, '')) ?? ''), 20_000).then(
      (yes) => ({ ready: yes }),
    ),
};
