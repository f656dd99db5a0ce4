import {
  AckPolicy,
  type Consumer,
  type ConsumerUpdateConfig,
  DeliverPolicy,
  type JetStreamManager,
  type NatsConnection,
  NatsError,
  nanos,
} from 'nats';
import { wireSubject } from '@course-plateform/common/nats';
import { durableName, eventStream } from './stream-names';

/** A durable consumer: one service's for one purpose. */
export interface ConsumerDefinition {
  /** `<service>__<purpose>`. */
  readonly name: string;
  /** What it consumes, as in the contract: one subject for each version that may still arrive. */
  readonly subjects: readonly string[];
}

/**
 * Deliveries of one event before it becomes a dead letter. The consumer counts them itself: a broker that counts drops
 * an event in silence when no process lived long enough to keep it.
 */
export const MAX_DELIVER = 8;
const WITHOUT_END = -1;
const ACK_WAIT_MS = 30_000;
/** Events one consumer may have under way over all processes of a service. */
export const MAX_ACK_PENDING = 64;

/** The error code of JetStream for a consumer that exists with another configuration. */
const CONSUMER_EXISTS = 10_148;

/** Opens a durable consumer that was made before. @throws NatsError when there is none */
export function openConsumer(
  connection: NatsConnection,
  namespace: string,
  consumer: string,
): Promise<Consumer> {
  const stream = eventStream(namespace);
  return connection.jetstream().consumers.get(stream, durableName(namespace, consumer));
}

/** Makes a durable pull consumer, or brings it up to date. Safe to repeat. */
export async function makeConsumer(
  manager: JetStreamManager,
  namespace: string,
  { name, subjects }: ConsumerDefinition,
): Promise<void> {
  const stream = eventStream(namespace);
  const durable = durableName(namespace, name);
  const filter = filterOf(subjects.map((subject) => wireSubject(namespace, subject)));
  const changeable = {
    ack_wait: nanos(ACK_WAIT_MS),
    max_deliver: WITHOUT_END,
    max_ack_pending: MAX_ACK_PENDING,
    ...filter,
  } satisfies ConsumerUpdateConfig;
  try {
    await manager.consumers.add(stream, {
      ...changeable,
      durable_name: durable,
      deliver_policy: DeliverPolicy.All,
      ack_policy: AckPolicy.Explicit,
    });
  } catch (error) {
    if (!isOtherwiseThere(error)) throw error;
    // It keeps its place in the stream; what it gets now and did not get before comes from there on.
    await manager.consumers.update(stream, durable, changeable);
  }
}

/** The broker takes one field or the other, and an update has to empty the one that was there. */
function filterOf(subjects: readonly string[]) {
  const [first = '', ...more] = subjects;
  return more.length === 0
    ? { filter_subject: first, filter_subjects: [] }
    : { filter_subject: '', filter_subjects: [...subjects] };
}

/** Whether there is a consumer of this name with another configuration. */
function isOtherwiseThere(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.err_code === CONSUMER_EXISTS;
}

/** How many events a consumer has not finished yet: not delivered or not acknowledged. */
export async function consumerLag(
  manager: JetStreamManager,
  namespace: string,
  consumer: string,
): Promise<number> {
  const info = await manager.consumers.info(
    eventStream(namespace),
    durableName(namespace, consumer),
  );
  return info.num_pending + info.num_ack_pending;
}
