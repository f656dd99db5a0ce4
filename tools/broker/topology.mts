import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** What the broker must let one service do. */
export interface ServicePermissions {
  readonly service: string;
  /** Questions of others that it asks, and facts that it tells. */
  readonly asks: readonly string[];
  readonly tells: readonly string[];
  /** Questions that it answers. */
  readonly answers: readonly string[];
  /** Its durable consumers and the subject of each. */
  readonly consumers: readonly { readonly name: string; readonly subject: string }[];
}

interface Contract {
  readonly subject: string;
  readonly askedBy?: readonly string[];
  readonly consumers?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Who asks, answers, tells and consumes what, as the built contracts in `libs/types` say.
 * @throws Error when a contract names a service that there is not
 */
export function readTopology(services: readonly string[]): ServicePermissions[] {
  const contracts = services.flatMap(contractsOf).sort((a, b) => (a.subject < b.subject ? -1 : 1));
  for (const { subject, askedBy = [], consumers = {} } of contracts) {
    const stranger = [...askedBy, ...Object.keys(consumers)].find(
      (name) => !services.includes(name),
    );
    if (stranger !== undefined)
      throw new Error(`${subject} names ${stranger}, which is no service`);
  }
  return services.map((service) => permissionsOf(service, contracts));
}

function permissionsOf(service: string, contracts: readonly Contract[]): ServicePermissions {
  const questions = contracts.filter(({ askedBy }) => askedBy !== undefined);
  const facts = contracts.filter(({ consumers }) => consumers !== undefined);
  return {
    service,
    asks: questions.filter(({ askedBy }) => askedBy?.includes(service)).map(subjectOf),
    tells: facts.map(subjectOf).filter((subject) => subject.startsWith(`evt.${service}.`)),
    answers: questions.map(subjectOf).filter((subject) => subject.startsWith(`${service}.`)),
    consumers: facts.flatMap(({ subject, consumers }) =>
      (consumers?.[service] ?? []).map((purpose) => ({ name: `${service}__${purpose}`, subject })),
    ),
  };
}

function subjectOf({ subject }: Contract): string {
  return subject;
}

function contractsOf(service: string): Contract[] {
  const built = path.join(ROOT, 'dist/libs/types', service, 'src/index.js');
  const exported = createRequire(import.meta.url)(built) as Record<string, unknown>;
  return Object.values(exported).filter(isContract);
}

function isContract(value: unknown): value is Contract {
  return (
    typeof value === 'object' &&
    value !== null &&
    'subject' in value &&
    ('askedBy' in value || 'consumers' in value)
  );
}
