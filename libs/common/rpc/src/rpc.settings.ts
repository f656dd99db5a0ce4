/** How a service asks other services, and how it answers them. The class is the injection token. */
export abstract class RpcSettings {
  /** How long an answer of another service is waited for, in milliseconds. */
  abstract readonly requestTimeoutMs: number;
  /** Questions in a row without an answer after which a neighbour is left alone for a moment; 10 when absent. */
  readonly failuresInARow?: number;
  /** Whether a service checks its own replies against their contracts; on when absent, off in production. */
  readonly checkReplies?: boolean;
}
