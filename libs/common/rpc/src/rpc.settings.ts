/** How a service sends requests to others and serves theirs. The class is the injection token. */
export abstract class RpcSettings {
  /** The timeout of a request to another service, in milliseconds. */
  abstract readonly requestTimeoutMs: number;
  /** The number of consecutive requests without a response that opens the circuit; 10 when absent. */
  readonly failuresInARow?: number;
  /** Whether a service checks its own replies against their contracts; on when absent, off in production. */
  readonly checkReplies?: boolean;
}
