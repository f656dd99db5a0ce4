import { createHmac } from 'node:crypto';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { ALL_SERVICES, logLevelSubject } from '../../../libs/common/observability/src/log-level.ts';
import type { ServicePermissions } from './topology.mts';

/** Who sets the broker up and looks after it: streams, consumers, everything. */
export const OPERATOR = 'operator';

const STREAM = 'EVENTS';

/** The broker's address for a service: the operator's, with the service's own user in the place of the operator. */
export function brokerUrlFor(service: string, operatorUrl: string): string {
  const url = new URL(operatorUrl);
  // Somebody else's broker, or one without users: as it was given.
  if (url.username !== OPERATOR) return operatorUrl;
  url.username = service;
  url.password = brokerPassword(service, decodeURIComponent(url.password));
  return url.href;
}

/** The password of a user on a developer's machine: it follows from the operator's, and nothing leads back. */
export function brokerPassword(user: string, ofOperator: string): string {
  if (user === OPERATOR) return ofOperator;
  return createHmac('sha256', ofOperator).update(user).digest('hex');
}

/** The variable of the broker's environment with a user's password. */
export function passwordVariable(user: string): string {
  return `NATS_PASSWORD_${user.replaceAll('-', '_').toUpperCase()}`;
}

/**
 * The `authorization` block of a nats-server configuration: one user a service, who may do what its contracts say and
 * nothing else. The syntax is that of docs.nats.io, "Authorization"; passwords come from the server's environment.
 */
export function usersConfig(services: readonly ServicePermissions[]): string {
  const users = services.map((permissions) => userOf(permissions)).join('\n');
  return `# Generated from the contracts in libs/types by \`npm run generate broker\`; do not edit.
# Each password is read from the environment of the server.
authorization {
  users = [
    { user: "${OPERATOR}", password: $${passwordVariable(OPERATOR)} }
${users}
  ]
}
`;
}

function userOf({ service, asks, tells, answers, consumers }: ServicePermissions): string {
  const publish = [
    ...asks,
    ...tells,
    // Whether JetStream is there, and its own consumers: look at them, fetch from them, acknowledge.
    '$JS.API.INFO',
    ...consumers.flatMap(({ name }) => [
      `$JS.API.CONSUMER.INFO.${STREAM}.${name}`,
      `$JS.API.CONSUMER.MSG.NEXT.${STREAM}.${name}`,
      `$JS.ACK.${STREAM}.${name}.>`,
    ]),
  ];
  // A question is taken only in the service's own queue group, so that nobody can listen in.
  const subscribe = [
    `_INBOX_${service}.>`,
    ...answers.map((subject) => `${subject} ${service}`),
    // Told by the operator alone, and heard by each process.
    ...[service, ALL_SERVICES].map(logLevelSubject),
  ];
  return `    {
      user: "${service}", password: $${passwordVariable(service)}
      permissions: {
        publish: { allow: [${list(publish)}] }
        subscribe: { allow: [${list(subscribe)}] }
        # One answer to each question it was asked.
        allow_responses: { max: 1, expires: "1m" }
      }
    }`;
}

function list(subjects: readonly string[]): string {
  return subjects.map((subject) => `\n          "${subject}"`).join('') + '\n        ';
}
