/** A class whose instances are `T`; validators and documentation hang on it. */
export type Class<T> = new () => T;

/** A question one service answers for others over NATS request/reply. */
export interface RpcContract<Request extends object, Reply extends object> {
  /** `<service>.<noun>.<verb>`. */
  readonly subject: string;
  readonly request: Class<Request>;
  readonly reply: Class<Reply>;
}

/** A fact that one service tells durably. */
export interface EventContract<Payload extends object> {
  /** `evt.<service>.<aggregate>.<fact>.v<schema>`. */
  readonly subject: string;
  readonly payload: Class<Payload>;
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
