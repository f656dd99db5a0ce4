/** Names of streams and consumers on the broker, which hold no dots; see `NatsSettings.natsNamespace`. */

/** The stream of all events. */
export function eventStream(namespace: string): string {
  return `${flat(namespace)}EVENTS`;
}

/** What a service consumes for one purpose; also the first half of the inbox key. */
export function consumerName(service: string, purpose: string): string {
  return `${service}__${purpose}`;
}

/** The durable consumer on the wire. */
export function durableName(namespace: string, consumer: string): string {
  return flat(namespace) + consumer;
}

function flat(namespace: string): string {
  return namespace.replaceAll('.', '_');
}
