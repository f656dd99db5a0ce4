import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type NatsConnection, connect } from 'nats';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { ALL_SERVICES, logLevelSubject } from '../../../libs/common/observability/src/log-level.ts';
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
const questions = topology.flatMap(({ answers }) => answers);
const facts = topology.flatMap(({ tells }) => tells);
const consumers = topology.flatMap((service) => service.consumers.map(({ name }) => name));

/** What nobody but the operator may do to streams and consumers. */
const MANAGEMENT = [
  '$JS.API.STREAM.CREATE.EVENTS',
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

describe('permissions of the broker', () => {
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
    it(`let ${service.service} do what its contracts say, and nothing else`, async () => {
      const attempts = [...publications(service), ...subscriptions(service)];
      tried += attempts.length;
      const refused = await refusals(brokerUrlFor(service.service, stores.urls.nats), attempts);
      const expected = attempts.filter(({ allowed }) => !allowed).map(({ what }) => what);
      assert.deepEqual([...refused].sort(), expected.sort());
    });
  }

  it('let nobody in without a password, or with a wrong one', async () => {
    const servers = new URL(stores.urls.nats).host;
    const stranger = { servers, reconnect: false };
    await assert.rejects(connect(stranger), { code: 'AUTHORIZATION_VIOLATION' });
    await assert.rejects(connect({ ...stranger, user: 'order', pass: 'wrong' }), {
      code: 'AUTHORIZATION_VIOLATION',
    });
  });

  it('were tried for every service and every subject', () => {
    const each = questions.length * 3 + facts.length * 2 + SERVICES.length * 4;
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
    ...questions.map((subject) => publish(subject, service.asks.includes(subject))),
    ...facts.map((subject) => publish(subject, service.tells.includes(subject))),
    ...SERVICES.map((other) => publish(`_INBOX_${other}.x`, false)),
    ...consumers.flatMap((name) => [
      publish(`$JS.API.CONSUMER.INFO.EVENTS.${name}`, own.has(name)),
      publish(`$JS.API.CONSUMER.MSG.NEXT.EVENTS.${name}`, own.has(name)),
      publish(`$JS.ACK.EVENTS.${name}.1.1.1.1.0`, own.has(name)),
    ]),
    ...[...SERVICES, ALL_SERVICES].map((name) => publish(logLevelSubject(name), false)),
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
    ...questions.flatMap((subject) => [
      subscribe(subject, service.answers.includes(subject), service.service),
      // Outside of the group it would hear every question as well as those who answer.
      subscribe(subject, false),
    ]),
    ...facts.map((subject) => subscribe(subject, false)),
    ...SERVICES.map((other) => subscribe(`_INBOX_${other}.y`, other === service.service)),
    ...SERVICES.map((name) => subscribe(logLevelSubject(name), name === service.service)),
    subscribe(logLevelSubject(ALL_SERVICES), true),
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
  // Refusals come before the answer to a ping that was sent after the attempts.
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
