import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type NatsConnection, connect } from 'nats';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { ALL_SERVICES, logLevelSubject } from '../../../libs/common/observability/src/log-level.ts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { clockSubject, lastMoveSubject } from '../../../libs/common/nats/src/test-clock.ts';
import { buildTree } from '../build/build.mts';
import { GATEWAY, PROGRAMS } from '../stack/environment.mts';
import { Run } from '../stack/run.mts';
import { type Stores, startStores } from '../stack/stores.mts';
import { type ServicePermissions, readTopology } from './topology.mts';
import { brokerUrlFor } from './users.mts';

const SERVICES = PROGRAMS.filter((program) => program !== GATEWAY);
// The contracts are read as they are built.
await buildTree();
const topology = readTopology(SERVICES);
const requests = topology.flatMap(({ responses }) => responses);
const events = topology.flatMap(({ publishes }) => publishes);
const consumers = topology.flatMap((service) => service.consumers.map(({ name }) => name));

/** What nobody but the operator may do to streams and consumers. */
const MANAGEMENT = [
  '$JS.API.STREAM.CREATE.EVENTS',
  '$JS.API.STREAM.CREATE.CLOCK',
  '$JS.API.STREAM.PURGE.CLOCK',
  '$JS.API.STREAM.UPDATE.EVENTS',
  '$JS.API.STREAM.DELETE.EVENTS',
  '$JS.API.STREAM.PURGE.EVENTS',
  '$JS.API.STREAM.MSG.GET.EVENTS',
  '$JS.API.STREAM.MSG.DELETE.EVENTS',
  '$JS.API.DIRECT.GET.EVENTS',
  '$JS.API.STREAM.NAMES',
  '$JS.API.CONSUMER.CREATE.EVENTS',
  '$JS.API.CONSUMER.DURABLE.CREATE.EVENTS.spy',
  ...consumers.map((name) => `$JS.API.CONSUMER.DELETE.EVENTS.${name}`),
];

interface Attempt {
  readonly what: string;
  readonly allowed: boolean;
  make(connection: NatsConnection): void;
}

describe('broker permissions', () => {
  const run = new Run('test');
  let stores: Stores;
  let tried = 0;

  before(async () => {
    stores = await startStores({
      run,
      ports: 'free',
      persistent: false,
      urlsFrom: 'none',
      only: ['nats'],
      brokerUsers: true,
      logPrefix: 'permissions-',
    });
  });

  after(() => run.end());

  for (const service of topology) {
    it(`allow ${service.service} exactly what its contracts need`, async () => {
      const attempts = [...publications(service), ...subscriptions(service)];
      tried += attempts.length;
      const refused = await refusals(brokerUrlFor(service.service, stores.urls.nats), attempts);
      const expected = attempts.filter(({ allowed }) => !allowed).map(({ what }) => what);
      assert.deepEqual([...refused].sort(), expected.sort());
    });
  }

  it('refuse connections with a missing or wrong password', async () => {
    const servers = new URL(stores.urls.nats).host;
    const stranger = { servers, reconnect: false };
    await assert.rejects(connect(stranger), { code: 'AUTHORIZATION_VIOLATION' });
    await assert.rejects(connect({ ...stranger, user: 'order', pass: 'wrong' }), {
      code: 'AUTHORIZATION_VIOLATION',
    });
  });

  it('are tested for every service and subject', () => {
    const each = requests.length * 3 + events.length * 2 + SERVICES.length * 4;
    assert.ok(tried > SERVICES.length * (each + MANAGEMENT.length));
  });
});

function publications(service: ServicePermissions): Attempt[] {
  const own = new Set(service.consumers.map(({ name }) => name));
  const publish = (subject: string, allowed: boolean): Attempt => ({
    what: `publish ${subject}`,
    allowed,
    make: (connection) => connection.publish(subject),
  });
  return [
    ...requests.map((subject) => publish(subject, service.requests.includes(subject))),
    ...events.map((subject) => publish(subject, service.publishes.includes(subject))),
    ...SERVICES.map((other) => publish(`_INBOX_${other}.x`, false)),
    ...consumers.flatMap((name) => [
      publish(`$JS.API.CONSUMER.INFO.EVENTS.${name}`, own.has(name)),
      publish(`$JS.API.CONSUMER.MSG.NEXT.EVENTS.${name}`, own.has(name)),
      publish(`$JS.ACK.EVENTS.${name}.1.1.1.1.0`, own.has(name)),
    ]),
    ...[...SERVICES, ALL_SERVICES].map((name) => publish(logLevelSubject(name), false)),
    publish(clockSubject(''), false),
    publish(lastMoveSubject(''), true),
    ...MANAGEMENT.map((subject) => publish(subject, false)),
  ];
}

function subscriptions(service: ServicePermissions): Attempt[] {
  const subscribe = (subject: string, allowed: boolean, queue?: string): Attempt => ({
    what: `subscribe ${subject}${queue === undefined ? '' : ` in ${queue}`}`,
    allowed,
    make: (connection) => {
      // The refusal is read from the connection's status; the subscription itself only ends.
      const options = { callback: () => undefined, ...(queue === undefined ? {} : { queue }) };
      connection.subscribe(subject, options);
    },
  });
  return [
    ...requests.flatMap((subject) => [
      subscribe(subject, service.responses.includes(subject), service.service),
      // Outside of the group it would receive every request as well as the service.
      subscribe(subject, false),
    ]),
    ...events.map((subject) => subscribe(subject, false)),
    ...SERVICES.map((other) => subscribe(`_INBOX_${other}.y`, other === service.service)),
    ...SERVICES.map((name) => subscribe(logLevelSubject(name), name === service.service)),
    subscribe(logLevelSubject(ALL_SERVICES), true),
    subscribe(clockSubject(''), true),
    subscribe('ops.>', false),
    subscribe('>', false),
    subscribe('_INBOX_>', false),
  ];
}

/** What the broker refuses of the attempts. */
async function refusals(url: string, attempts: readonly Attempt[]): Promise<Set<string>> {
  const { host, username, password } = new URL(url);
  const connection = await connect({ servers: host, user: username, pass: password });
  const refused = new Set<string>();
  void (async () => {
    for await (const status of connection.status()) {
      const context = 'permissionContext' in status ? status.permissionContext : undefined;
      if (context) refused.add(wordsOf(context));
    }
  })();
  for (const attempt of attempts) attempt.make(connection);
  // Refusals come before the response to a ping that was sent after the attempts.
  await connection.flush();
  // They are all here; the loop above still has to take them in.
  await new Promise(setImmediate);
  await connection.close();
  return refused;
}

function wordsOf({
  operation,
  subject,
  queue,
}: {
  readonly operation: string;
  readonly subject: string;
  readonly queue?: string;
}): string {
  const verb = operation === 'subscription' ? 'subscribe' : 'publish';
  return `${verb} ${subject}${queue === undefined || queue === '' ? '' : ` in ${queue}`}`;
}
