/** Subjects on the broker. A namespace lets parallel test files share one server without seeing each other. */

/** Adds the namespace to the subject of a contract. */
export function wireSubject(namespace: string, subject: string): string {
  return namespace + subject;
}

/** Removes the namespace from a subject on the broker. */
export function contractSubject(namespace: string, wire: string): string {
  return wire.slice(namespace.length);
}
