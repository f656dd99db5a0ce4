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
 * @throws Error when the subject is not `evt.<service>.<aggregate>.<fact>.v<schema>`
 */
export function eventContract<Payload extends object>(
  contract: EventContract<Payload>,
): EventContract<Payload> {
  if (!/^evt\.[a-z-]+\.[a-z-]+\.[a-z-]+\.v\d+$/.test(contract.subject)) {
    throw new Error(
      `The subject "${contract.subject}" is not of the form evt.service.aggregate.fact.v1`,
    );
  }
  return contract;
}
