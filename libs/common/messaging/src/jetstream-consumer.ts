import {
  AckPolicy,
  type Consumer,
  type ConsumerConfig,
  DeliverPolicy,
  type JetStreamManager,
  type NatsConnection,
  nanos,
} from 'nats';
import { durableName, eventStream, wireSubject } from './namespace';

/** Deliveries of one event before it becomes a dead letter. */
export const MAX_DELIVER = 8;
const ACK_WAIT_MS = 30_000;
/** Events one consumer may have under way over all processes of a service. */
export const MAX_ACK_PENDING = 64;

/** Makes a durable pull consumer, or brings it up to date, and opens it. */
export async function openConsumer(
  connection: NatsConnection,
  namespace: string,
  consumer: string,
  subject: string,
): Promise<Consumer> {
  const manager = await connection.jetstreamManager();
  const stream = eventStream(namespace);
  const durable = durableName(namespace, consumer);
  await manager.consumers.add(stream, {
    durable_name: durable,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    max_deliver: MAX_DELIVER,
    max_ack_pending: MAX_ACK_PENDING,
    filter_subject: wireSubject(namespace, subject),
  } satisfies Partial<ConsumerConfig>);
  return connection.jetstream().consumers.get(stream, durable);
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
