import { type Messages, readMessages } from './messages.mts';

/** What the broker must let one service do. */
export interface ServicePermissions {
  readonly service: string;
  /** Requests that it sends, and events that it publishes. */
  readonly requests: readonly string[];
  readonly publishes: readonly string[];
  /** Requests that it serves. */
  readonly responses: readonly string[];
  /** Its durable consumers and the subjects of each. */
  readonly consumers: readonly { readonly name: string; readonly subjects: readonly string[] }[];
}

/**
 * Who sends, serves, publishes and consumes what, by the built contracts in `libs/types`.
 * @throws Error when a contract names a service that there is not
 */
export function readTopology(services: readonly string[]): ServicePermissions[] {
  const messages = readMessages(services);
  return services.map((service) => permissionsOf(service, messages));
}

/** What one service may do, of all that is said. */
export function permissionsOf(service: string, { requests, events }: Messages): ServicePermissions {
  const reported = events.filter(({ owner }) => owner === service);
  return {
    service,
    requests: requests.filter(({ callers }) => callers.includes(service)).map(subjectOf),
    // An outbox may hold events of any version.
    publishes: reported.flatMap(({ forms }) => forms.map(subjectOf)),
    responses: requests.filter(({ owner }) => owner === service).map(subjectOf),
    consumers: events.flatMap(({ forms, consumers }) =>
      (consumers[service] ?? []).map((purpose) => ({
        name: `${service}__${purpose}`,
        subjects: forms.map(subjectOf),
      })),
    ),
  };
}

function subjectOf({ subject }: { readonly subject: string }): string {
  return subject;
}
