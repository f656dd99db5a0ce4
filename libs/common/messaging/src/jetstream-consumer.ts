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

/** A durable consumer: one service's for one purpose. */
export interface ConsumerDefinition {
  /** `<service>__<purpose>`. */
  readonly name: string;
  /** What it consumes, as in the contract. */
  readonly subject: string;
}

/** Deliveries of one event before it becomes a dead letter. */
export const MAX_DELIVER = 8;
const ACK_WAIT_MS = 30_000;
/** Events one consumer may have under way over all processes of a service. */
export const MAX_ACK_PENDING = 64;

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
  { name, subject }: ConsumerDefinition,
): Promise<void> {
  await manager.consumers.add(eventStream(namespace), {
    durable_name: durableName(namespace, name),
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    max_deliver: MAX_DELIVER,
    max_ack_pending: MAX_ACK_PENDING,
    filter_subject: wireSubject(namespace, subject),
  } satisfies Partial<ConsumerConfig>);
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
