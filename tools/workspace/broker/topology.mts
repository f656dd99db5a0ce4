import { type Messages, readMessages } from './messages.mts';

/** What the broker must let one service do. */
export interface ServicePermissions {
  readonly service: string;
  /** Questions of others that it asks, and facts that it tells. */
  readonly asks: readonly string[];
  readonly tells: readonly string[];
  /** Questions that it answers. */
  readonly answers: readonly string[];
  /** Its durable consumers and the subjects of each. */
  readonly consumers: readonly { readonly name: string; readonly subjects: readonly string[] }[];
}

/**
 * Who asks, answers, tells and consumes what, as the built contracts in `libs/types` say.
 * @throws Error when a contract names a service that there is not
 */
export function readTopology(services: readonly string[]): ServicePermissions[] {
  const messages = readMessages(services);
  return services.map((service) => permissionsOf(service, messages));
}

/** What one service may do, of all that is said. */
export function permissionsOf(service: string, { questions, facts }: Messages): ServicePermissions {
  const told = facts.filter(({ owner }) => owner === service);
  return {
    service,
    asks: questions.filter(({ askedBy }) => askedBy.includes(service)).map(subjectOf),
    // An outbox may hold facts of any version.
    tells: told.flatMap(({ forms }) => forms.map(subjectOf)),
    answers: questions.filter(({ owner }) => owner === service).map(subjectOf),
    consumers: facts.flatMap(({ forms, consumers }) =>
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
