/** Subjects on the broker. A namespace lets parallel test files share one server without seeing each other. */

/** The subject on the wire of a subject in a contract. */
export function wireSubject(namespace: string, subject: string): string {
  return namespace + subject;
}

/** The subject in a contract of a subject on the wire. */
export function contractSubject(namespace: string, wire: string): string {
  return wire.slice(namespace.length);
}
