import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** A class whose instances travel; its fields are described by decorators. */
export type Shape = new () => object;

/** A request as its contract declares it. */
export interface RpcRequest {
  /** What the contract is called in `libs/types`. */
  readonly name: string;
  readonly subject: string;
  /** The service that serves it. */
  readonly owner: string;
  readonly request: Shape;
  readonly reply: Shape;
  readonly callers: readonly string[];
}

/** An event as its contract declares it. */
export interface EventMessage {
  /** What the contract is called in `libs/types`. */
  readonly name: string;
  readonly subject: string;
  /** The service that publishes it. */
  readonly owner: string;
  /** Its versions, the oldest first and the present one last. */
  readonly forms: readonly { readonly subject: string; readonly payload: Shape }[];
  readonly consumers: Readonly<Record<string, readonly string[]>>;
}

/** All that the services say to each other. */
export interface Messages {
  readonly requests: readonly RpcRequest[];
  readonly events: readonly EventMessage[];
}

type AnyRpcContract = Omit<RpcRequest, 'name' | 'owner'>;
type AnyEventContract = Omit<EventMessage, 'name' | 'owner' | 'forms'>;

interface Kernel {
  formsOf(contract: AnyEventContract): EventMessage['forms'];
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
  const requests = exported.flatMap(([name, contract]) => {
    if (!isRpc(contract)) return [];
    checkNames(contract.subject, contract.callers, services);
    return [{ ...contract, name, owner: ownerOf(contract.subject) }];
  });
  const events = exported.flatMap(([name, contract]) => {
    if (!isEvent(contract)) return [];
    checkNames(contract.subject, Object.keys(contract.consumers), services);
    return [{ ...contract, name, owner: ownerOf(contract.subject), forms: formsOf(contract) }];
  });
  return { requests: requests.sort(bySubject), events: events.sort(bySubject) };
}

function built(library: string): unknown {
  return require(path.join(ROOT, 'dist/libs', library, 'src/index.js'));
}

function checkNames(subject: string, names: readonly string[], services: readonly string[]): void {
  const stranger = names.find((name) => !services.includes(name));
  if (stranger !== undefined) throw new Error(`${subject} names ${stranger}, which is no service`);
}

function isRpc(value: unknown): value is AnyRpcContract {
  return isContract(value) && 'callers' in value;
}

function isEvent(value: unknown): value is AnyEventContract {
  return isContract(value) && 'consumers' in value;
}

function isContract(value: unknown): value is { readonly subject: string } {
  return typeof value === 'object' && value !== null && 'subject' in value;
}

function bySubject(one: { readonly subject: string }, other: { readonly subject: string }): number {
  return one.subject < other.subject ? -1 : 1;
}
