/** Names on the broker. A namespace lets parallel test files share one server without seeing each other. */

/** The subject on the wire of a subject in a contract. */
export function wireSubject(namespace: string, subject: string): string {
  return namespace + subject;
}

/** The subject in a contract of a subject on the wire. */
export function contractSubject(namespace: string, wire: string): string {
  return wire.slice(namespace.length);
}

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

/** Names of streams and consumers must not contain dots. */
function flat(namespace: string): string {
  return namespace.replaceAll('.', '_');
}
