import path from 'node:path';
import { OPERATOR, brokerPassword, passwordVariable } from '../broker/users.mts';
import { ROOT } from '../shared/paths.mts';
import { GATEWAY, PROGRAMS } from './environment.mts';
import { LOOPBACK, send, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { secretBeside } from './secret.mts';
import { dataFolder } from './user.mts';

const USERS = path.join(ROOT, 'tools/workspace/broker/users.conf');

const PASSWORD_FILE = 'password';
/** Of a throw-away broker that knows users. */
const KNOWN_PASSWORD = OPERATOR;

export const nats: StoreDriver = {
  defaultPort: 4222,
  schemes: ['nats:', 'tls:'],
  resolve: () => resolveProgram('nats'),
  url: (port, { brokerUsers, securedIn }) => {
    const operator = brokerUsers ? `${OPERATOR}:${operatorPassword(securedIn)}@` : '';
    return `nats://${operator}${LOOPBACK}:${port}`;
  },
  stopSignal: 'SIGTERM',
  patienceMs: 10_000,
  prepare: ({ program, dataDir, port, persistent, brokerUsers }) => ({
    command: program.file,
    args: [
      ...(brokerUsers ? ['-c', USERS] : []),
      ...['-a', LOOPBACK, '-p', String(port), '-js', '-sd', dataFolder(dataDir, undefined)],
    ],
    env: brokerUsers ? passwords(operatorPassword(persistent ? dataDir : undefined)) : {},
    user: undefined,
    cwd: '/',
  }),
  // The server introduces itself with a line that also says whether JetStream is on.
  ready: (port) =>
    until(async () => /"jetstream":\s*true/.test((await send(port, '')) ?? ''), 20_000).then(
      (yes) => ({ ready: yes }),
    ),
};

function operatorPassword(securedIn: string | undefined): string {
  return securedIn === undefined ? KNOWN_PASSWORD : secretBeside(securedIn, PASSWORD_FILE);
}

/** Each in quotes: the server reads its variables like its configuration, where digits may be a number. */
function passwords(ofOperator: string): Record<string, string> {
  const services = PROGRAMS.filter((program) => program !== GATEWAY);
  return Object.fromEntries(
    [OPERATOR, ...services].map((user) => [
      passwordVariable(user),
      `"${brokerPassword(user, ofOperator)}"`,
    ]),
  );
}
