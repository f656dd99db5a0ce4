/** A class whose instances are `T`; validators and documentation hang on it. */
export type Class<T> = new () => T;

/** A question one service answers for others over NATS request/reply. */
export interface RpcContract<Request extends object, Reply extends object> {
  /** `<service>.<noun>.<verb>`. */
  readonly subject: string;
  readonly request: Class<Request>;
  readonly reply: Class<Reply>;
  /** The services that may ask it: the broker's permissions are made from this, and nobody else gets through. */
  readonly askedBy: readonly string[];
}

/** A fact that one service tells durably. */
export interface EventContract<Payload extends object> {
  /** `evt.<service>.<aggregate>.<fact>.v<schema>`. */
  readonly subject: string;
  readonly payload: Class<Payload>;
  /**
   * Who is told, by service: what each consumes it for, in kebab-case, one durable consumer a purpose. Consumers and
   * the broker's permissions are made from this.
   */
  readonly consumers: Readonly<Record<string, readonly string[]>>;
  /** The forms its payload had before; consumers still get them, in the present form. */
  readonly previous?: readonly EarlierVersion<object, NoInfer<Payload>>[];
}

/** A form that an event's payload had before, and how it becomes the present one. */
export interface EarlierVersion<Old extends object, Newest extends object> {
  /** What its subject ends in: 1 for `….v1`. */
  readonly version: number;
  readonly payload: Class<Old>;
  /** Pure: the same event is made new at every delivery and replay. */
  upcast(old: Old): Newest;
}

/** The service a question is answered by, or a fact is told by: a part of the subject. */
export function ownerOf(subject: string): string {
  const [first = '', second = ''] = subject.split('.');
  return first === 'evt' ? second : first;
}

export type RequestOf<C> = C extends RpcContract<infer Request, object> ? Request : never;
export type ReplyOf<C> = C extends RpcContract<object, infer Reply> ? Reply : never;
export type PayloadOf<C> = C extends EventContract<infer Payload> ? Payload : never;

/**
 * Declares a question: sender and handler both derive their types from it.
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
 * Declares a fact.
 * @throws Error when the subject is not `evt.<service>.<aggregate>.<fact>.v<schema>`, or an earlier version is not
 *   earlier than the one in the subject
 */
export function eventContract<Payload extends object>(
  contract: EventContract<Payload>,
): EventContract<Payload> {
  const { subject, previous = [] } = contract;
  if (!/^evt\.[a-z-]+\.[a-z-]+\.[a-z-]+\.v[1-9]\d*$/.test(subject)) {
    throw new Error(`The subject "${subject}" is not of the form evt.service.aggregate.fact.v1`);
  }
  const versions = [...previous.map(({ version }) => version), versionOf(subject)];
  if (versions.some((version, index) => version <= (versions[index - 1] ?? 0))) {
    throw new Error(`The earlier versions of ${subject} are not in order: ${versions.join(', ')}`);
  }
  return contract;
}

/** Declares an earlier version of an event: its old payload types what the upcaster is given. */
export function earlierVersion<Old extends object, Newest extends object>(
  earlier: EarlierVersion<Old, Newest>,
): EarlierVersion<Old, Newest> {
  return earlier;
}

/**
 * An event as it was before, for its teller only: as long as a reader may not know the new version, it goes on telling
 * the old one.
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

/** One form of an event, and the subject it travels under. */
export interface EventForm<Newest extends object> {
  readonly subject: string;
  readonly payload: Class<object>;
  /** Absent for the present form. */
  readonly earlier?: EarlierVersion<object, Newest>;
}

/** All forms of an event that may still arrive, the oldest first and the present one last. */
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

/** The number a subject ends in. */
function versionOf(subject: string): number {
  return Number(subject.slice(subject.lastIndexOf('.v') + 2));
}

function withVersion(subject: string, version: number): string {
  return `${subject.slice(0, subject.lastIndexOf('.v'))}.v${version}`;
}
