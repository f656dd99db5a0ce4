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

/** A durable consumer of a service. */
export interface ConsumerDefinition {
  /** `<service>__<consumer>`. */
  readonly name: string;
  /** Its subjects: one for each version that may still arrive. */
  readonly subjects: readonly string[];
}

/**
 * Deliveries of an event before it becomes a dead letter. The consumer enforces the limit itself: the broker would drop
 * the event silently if every process crashed before storing it.
 */
export const MAX_DELIVER = 8;
const WITHOUT_END = -1;
const ACK_WAIT_MS = 30_000;
/** The maximum number of events of a consumer in flight, over all processes of the service. */
export const MAX_ACK_PENDING = 64;

/** The error code of JetStream for a consumer that exists with another configuration. */
const CONSUMER_EXISTS = 10_148;

/** Opens an existing durable consumer. @throws NatsError when it does not exist */
export function openConsumer(
  connection: NatsConnection,
  namespace: string,
  consumer: string,
): Promise<Consumer> {
  const stream = eventStream(namespace);
  return connection.jetstream().consumers.get(stream, durableName(namespace, consumer));
}

/** Creates or updates a durable pull consumer. Safe to repeat. */
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
    // It keeps its position in the stream and receives new subjects from there on.
    await manager.consumers.update(stream, durable, changeable);
  }
}

/** The broker accepts one of the two fields, so an update has to clear the other one. */
function filterOf(subjects: readonly string[]) {
  const [first = '', ...more] = subjects;
  return more.length === 0
    ? { filter_subject: first, filter_subjects: [] }
    : { filter_subject: '', filter_subjects: [...subjects] };
}

/** Whether an error says that the consumer exists with another configuration. */
function isOtherwiseThere(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.err_code === CONSUMER_EXISTS;
}

/** The number of a consumer's unfinished events: not delivered or not acknowledged. */
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
