import {
  DiscardPolicy,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
  connect,
  nanos,
} from 'nats';
import { connectionOptions, wireSubject } from '@course-plateform/common/nats';
import { DAY_MS, MINUTE_MS } from '@course-plateform/common/kernel';
import { type ConsumerDefinition, makeConsumer } from './jetstream-consumer';
import { eventStream } from './stream-names';

/** How long the broker recognises an event that is published again, in milliseconds. */
export const DUPLICATE_WINDOW_MS = 2 * MINUTE_MS;

/** What is made beside the streams, and how they are stored. */
export interface ProvisionOptions {
  /** Copies in the cluster: 1 on a laptop, 3 in production. When absent a stream keeps what it has; a new one has 1. */
  readonly replicas?: number;
  /** Consumers that services find and cannot make themselves. */
  readonly consumers?: readonly ConsumerDefinition[];
}

/**
 * Creates the stream EVENTS and the consumers, or brings them up to date. Safe to repeat. Run by
 * whoever sets a platform up (the stack, a test, a deployment step), never by the services themselves.
 * @param natsUrl of a user that may manage streams
 */
export async function provisionBroker(
  natsUrl: string,
  namespace: string,
  options: ProvisionOptions = {},
): Promise<void> {
  const connection = await connect(connectionOptions(natsUrl, 'provision'));
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
    for (const consumer of options.consumers ?? []) {
      await makeConsumer(manager, namespace, consumer);
    }
  } finally {
    await connection.close();
  }
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
