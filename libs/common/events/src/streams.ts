import {
  DiscardPolicy,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
  connect,
  nanos,
} from 'nats';
import {
  clockStream,
  clockSubject,
  connectionOptions,
  wireSubject,
} from '@course-plateform/common/nats';
import { DAY_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { type ConsumerDefinition, makeConsumer } from './jetstream-consumer';
import { eventStream } from './stream-names';

/** How long the broker recognizes an event that is published again, in milliseconds. */
export const DUPLICATE_WINDOW_MS = 2 * MINUTE_MS;

/** What is made beside the streams, and how they are stored. */
export interface ProvisionOptions {
  /** Copies in the cluster: 1 on a laptop, 3 in production. When absent a stream keeps what it has; a new one has 1. */
  readonly replicas?: number;
  /** Consumers that services find and cannot make themselves. */
  readonly consumers?: readonly ConsumerDefinition[];
  /** Whether the broker keeps a test clock; a production has none. */
  readonly testClock?: boolean;
}

/** The timeout of the connection, in milliseconds. Long, because a platform is set up while everything else starts as well. */
const CONNECT_TIMEOUT_MS = 20_000;

/**
 * Creates the stream EVENTS, the consumers and, where one is wanted, the stream of the test clock, or brings them up to
 * date. Safe to repeat. Run by whoever sets a platform up (the stack, a test, a deployment step), never by the services themselves.
 * @param natsUrl of a user that may manage streams
 */
export async function provisionBroker(
  natsUrl: string,
  namespace: string,
  options: ProvisionOptions = {},
): Promise<void> {
  const connection = await connect({
    ...connectionOptions(natsUrl, 'provision'),
    timeout: CONNECT_TIMEOUT_MS,
  });
  try {
    const manager = await connection.jetstreamManager();
    await provision(manager, {
      name: eventStream(namespace),
      subjects: [wireSubject(namespace, 'evt.>')],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      ...(options.replicas === undefined ? {} : { num_replicas: options.replicas }),
      max_age: nanos(14 * DAY_MS),
      duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    });
    if (options.testClock === true) await provision(manager, clockConfig(namespace));
    for (const consumer of options.consumers ?? []) {
      await makeConsumer(manager, namespace, consumer);
    }
  } finally {
    await connection.close();
  }
}

/** The last move of the test clock, which a process that starts reads by itself. */
function clockConfig(namespace: string): Partial<StreamConfig> & { name: string } {
  return {
    name: clockStream(namespace),
    subjects: [clockSubject(namespace)],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_msgs_per_subject: 1,
    allow_direct: true,
  };
}

async function provision(
  manager: JetStreamManager,
  config: Partial<StreamConfig> & { name: string },
): Promise<void> {
  const { name, storage: _storage, retention: _retention, ...changeable } = config;
  for await (const known of manager.streams.names()) {
    if (known === name) {
      await manager.streams.update(name, changeable);
      return;
    }
  }
  await manager.streams.add(config);
}
