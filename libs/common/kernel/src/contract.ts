/** A class whose instances are `T`; its decorators hold validation and documentation. */
export type Class<T> = new () => T;

/** A request that one service serves for others over NATS request/reply. */
export interface RpcContract<Request extends object, Reply extends object> {
  /** `<service>.<noun>.<verb>`. */
  readonly subject: string;
  readonly request: Class<Request>;
  readonly reply: Class<Reply>;
  /** The services that may send it. The broker's permissions are generated from this list. */
  readonly callers: readonly string[];
}

/** An event that one service publishes durably. */
export interface EventContract<Payload extends object> {
  /** `evt.<service>.<aggregate>.<event>.v<schema>`. */
  readonly subject: string;
  readonly payload: Class<Payload>;
  /**
   * The consumers by service: their names in kebab-case, one durable consumer each. Consumers and
   * the broker's permissions are made from this.
   */
  readonly consumers: Readonly<Record<string, readonly string[]>>;
  /** Earlier versions of the payload that may still arrive; they are upcast to the current version. */
  readonly previous?: readonly EarlierVersion<object, NoInfer<Payload>>[];
}

/** An earlier version of an event's payload, with its upcaster. */
export interface EarlierVersion<Old extends object, Newest extends object> {
  /** The number at the end of its subject: 1 for `….v1`. */
  readonly version: number;
  readonly payload: Class<Old>;
  /** Converts a payload to the current version. Must be pure: it runs at every delivery and replay. */
  upcast(old: Old): Newest;
}

/** The service that serves a request or publishes an event, taken from the subject. */
export function ownerOf(subject: string): string {
  const [first = '', second = ''] = subject.split('.');
  return first === 'evt' ? second : first;
}

export type RequestOf<C> = C extends RpcContract<infer Request, object> ? Request : never;
export type ReplyOf<C> = C extends RpcContract<object, infer Reply> ? Reply : never;
export type PayloadOf<C> = C extends EventContract<infer Payload> ? Payload : never;

/**
 * Declares a request: sender and handler both derive their types from it.
 * @throws Error when the subject is not `<service>.<noun>.<verb>`
 */
export function rpcContract<Request extends object, Reply extends object>(
  contract: RpcContract<Request, Reply>,
): RpcContract<Request, Reply> {
  if (!/^[a-z-]+\.[a-z-]+\.[a-z-]+$/.test(contract.subject)) {
    throw new Error(`The subject "${contract.subject}" is not of the form service.noun.verb`);
  }
  return contract;
}

/**
 * Declares an event.
 * @throws Error when the subject is not `evt.<service>.<aggregate>.<event>.v<schema>`, or an earlier version is not
 *   earlier than the one in the subject
 */
export function eventContract<Payload extends object>(
  contract: EventContract<Payload>,
): EventContract<Payload> {
  const { subject, previous = [] } = contract;
  if (!/^evt\.[a-z-]+\.[a-z-]+\.[a-z-]+\.v[1-9]\d*$/.test(subject)) {
    throw new Error(`The subject "${subject}" is not of the form evt.service.aggregate.event.v1`);
  }
  const versions = [...previous.map(({ version }) => version), versionOf(subject)];
  if (versions.some((version, index) => version <= (versions[index - 1] ?? 0))) {
    throw new Error(`The earlier versions of ${subject} are not in order: ${versions.join(', ')}`);
  }
  return contract;
}

/** Declares an earlier version of an event, with the type of its payload. */
export function earlierVersion<Old extends object, Newest extends object>(
  earlier: EarlierVersion<Old, Newest>,
): EarlierVersion<Old, Newest> {
  return earlier;
}

/**
 * The contract of an earlier version, for the publisher only: it publishes the old version until every consumer knows
 * the new one.
 * @throws Error when it is not an earlier version of this event
 */
export function asVersion<Old extends object, Newest extends object>(
  { subject, previous = [] }: EventContract<Newest>,
  { version, payload }: EarlierVersion<Old, Newest>,
): EventContract<Old> {
  if (!previous.some((known) => known.version === version && known.payload === payload)) {
    throw new Error(`${subject} has no earlier version ${version} with ${payload.name}`);
  }
  return { subject: withVersion(subject, version), payload, consumers: {} };
}

/** One version of an event and its subject. */
export interface EventForm<Newest extends object> {
  readonly subject: string;
  readonly payload: Class<object>;
  /** Absent for the current version. */
  readonly earlier?: EarlierVersion<object, Newest>;
}

/** All versions of an event that may still arrive, from the oldest to the current one. */
export function formsOf<Newest extends object>(
  contract: EventContract<Newest>,
): readonly EventForm<Newest>[] {
  const { subject, payload, previous = [] } = contract;
  const past = previous.map((earlier) => ({
    subject: withVersion(subject, earlier.version),
    payload: earlier.payload,
    earlier,
  }));
  return [...past, { subject, payload }];
}

/** The version number at the end of a subject. */
function versionOf(subject: string): number {
  return Number(subject.slice(subject.lastIndexOf('.v') + 2));
}

function withVersion(subject: string, version: number): string {
  return `${subject.slice(0, subject.lastIndexOf('.v'))}.v${version}`;
}
