import { createHmac } from 'node:crypto';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { ALL_SERVICES, logLevelSubject } from '../../../libs/common/observability/src/log-level.ts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { clockSubject, lastMoveSubject } from '../../../libs/common/nats/src/test-clock.ts';
import type { ServicePermissions } from './topology.mts';

/** Who sets the broker up and looks after it: streams, consumers, everything. */
export const OPERATOR = 'operator';

const STREAM = 'EVENTS';

/** The broker's address for a service: the operator's, with the service's own user in the place of the operator. */
export function brokerUrlFor(service: string, operatorUrl: string): string {
  const url = new URL(operatorUrl);
  // Someone else's broker, or one without users: as it was given.
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

function userOf({
  service,
  requests,
  publishes,
  responses,
  consumers,
}: ServicePermissions): string {
  const publish = [
    ...requests,
    ...publishes,
    // Whether JetStream is there, and its own consumers: look at them, fetch from them, acknowledge.
    '$JS.API.INFO',
    // What the test clock shows, on a platform that has one.
    lastMoveSubject(''),
    ...consumers.flatMap(({ name }) => [
      `$JS.API.CONSUMER.INFO.${STREAM}.${name}`,
      `$JS.API.CONSUMER.MSG.NEXT.${STREAM}.${name}`,
      `$JS.ACK.${STREAM}.${name}.>`,
    ]),
  ];
  // A request is taken only in the service's own queue group, so that nobody can listen in.
  const subscribe = [
    `_INBOX_${service}.>`,
    ...responses.map((subject) => `${subject} ${service}`),
    // Sent by the operator alone, and received by each process.
    ...[service, ALL_SERVICES].map(logLevelSubject),
    clockSubject(''),
  ];
  return `    {
      user: "${service}", password: $${passwordVariable(service)}
      permissions: {
        publish: { allow: [${list(publish)}] }
        subscribe: { allow: [${list(subscribe)}] }
        # One reply to each request it received.
        allow_responses: { max: 1, expires: "1m" }
      }
    }`;
}

function list(subjects: readonly string[]): string {
  return subjects.map((subject) => `\n          "${subject}"`).join('') + '\n        ';
}
