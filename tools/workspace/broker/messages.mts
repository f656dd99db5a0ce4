import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** A class whose instances travel; its fields are described by decorators. */
export type Shape = new () => object;

/** A question as its contract declares it. */
export interface Question {
  /** What the contract is called in `libs/types`. */
  readonly name: string;
  readonly subject: string;
  /** The service that answers it. */
  readonly owner: string;
  readonly request: Shape;
  readonly reply: Shape;
  readonly askedBy: readonly string[];
}

/** A fact as its contract declares it. */
export interface Fact {
  /** What the contract is called in `libs/types`. */
  readonly name: string;
  readonly subject: string;
  /** The service that tells it. */
  readonly owner: string;
  /** Its versions, the oldest first and the present one last. */
  readonly forms: readonly { readonly subject: string; readonly payload: Shape }[];
  readonly consumers: Readonly<Record<string, readonly string[]>>;
}

/** All that the services say to each other. */
export interface Messages {
  readonly questions: readonly Question[];
  readonly facts: readonly Fact[];
}

type QuestionContract = Omit<Question, 'name' | 'owner'>;
type FactContract = Omit<Fact, 'name' | 'owner' | 'forms'>;

interface Kernel {
  formsOf(contract: FactContract): Fact['forms'];
  ownerOf(subject: string): string;
}

const require = createRequire(import.meta.url);

/**
 * The contracts of some services as they are built from `libs/types`, by subject.
 * @throws Error when a contract names a service that there is not
 */
export function readMessages(services: readonly string[]): Messages {
  const { formsOf, ownerOf } = built('common/kernel') as Kernel;
  const exported = services.flatMap((service) =>
    Object.entries(built(`types/${service}`) as Record<string, unknown>),
  );
  const questions = exported.flatMap(([name, contract]) => {
    if (!isQuestion(contract)) return [];
    checkNames(contract.subject, contract.askedBy, services);
    return [{ ...contract, name, owner: ownerOf(contract.subject) }];
  });
  const facts = exported.flatMap(([name, contract]) => {
    if (!isFact(contract)) return [];
    checkNames(contract.subject, Object.keys(contract.consumers), services);
    return [{ ...contract, name, owner: ownerOf(contract.subject), forms: formsOf(contract) }];
  });
  return { questions: questions.sort(bySubject), facts: facts.sort(bySubject) };
}

function built(library: string): unknown {
  return require(path.join(ROOT, 'dist/libs', library, 'src/index.js'));
}

function checkNames(subject: string, names: readonly string[], services: readonly string[]): void {
  const stranger = names.find((name) => !services.includes(name));
  if (stranger !== undefined) throw new Error(`${subject} names ${stranger}, which is no service`);
}

function isQuestion(value: unknown): value is QuestionContract {
  return isContract(value) && 'askedBy' in value;
}

function isFact(value: unknown): value is FactContract {
  return isContract(value) && 'consumers' in value;
}

function isContract(value: unknown): value is { readonly subject: string } {
  return typeof value === 'object' && value !== null && 'subject' in value;
}

function bySubject(one: { readonly subject: string }, other: { readonly subject: string }): number {
  return one.subject < other.subject ? -1 : 1;
}
