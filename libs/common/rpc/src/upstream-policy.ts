import { setTimeout as pause } from 'node:timers/promises';
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  ExponentialBackoff,
  type CircuitBreakerPolicy,
  circuitBreaker,
  handleType,
  handleWhen,
  retry,
} from 'cockatiel';
import { UpstreamUnavailable } from './rpc.errors';

/** The default number of consecutive failures that opens the circuit to a service. */
const FAILURES_IN_A_ROW = 10;
/** How long the circuit stays open before one request is let through (half-open), in milliseconds. */
const HALF_OPEN_AFTER_MS = 500;
/** How often a request without responders is sent again, after growing random delays. */
const MORE_TRIES = 2;
const FIRST_WAIT_MS = 30;
const LONGEST_WAIT_MS = 150;

/** No instance of the service received the request, so it had no effect and can be sent again. */
export class NoResponders extends UpstreamUnavailable {}

/**
 * Retries and circuit breakers for requests to other services, one breaker per service. A request that no instance
 * received is sent again at most twice, because a restarting instance is back soon; a received one is never repeated.
 * Consecutive failures open the circuit for half a second, so that callers fail at once instead of piling up.
 */
export class UpstreamPolicies {
  private readonly breakers = new Map<string, CircuitBreakerPolicy>();
  /** The retry policy. It is used only after a first failure, to keep the usual case fast. */
  private readonly again = retry(handleType(NoResponders), {
    maxAttempts: MORE_TRIES - 1,
    backoff: new ExponentialBackoff({ initialDelay: FIRST_WAIT_MS, maxDelay: LONGEST_WAIT_MS }),
  });

  /** @param failuresInARow the number that opens the circuit to a service */
  constructor(private readonly failuresInARow = FAILURES_IN_A_ROW) {}

  /**
   * Sends a request under the policy of a service.
   * @param request sends it once; throws `NoResponders` or another `UpstreamUnavailable`
   * @throws UpstreamUnavailable also without sending, while the circuit is open
   */
  async run<T>(service: string, request: () => Promise<T>): Promise<T> {
    try {
      return await this.try(this.breakerOf(service), request);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new UpstreamUnavailable({ params: { service }, cause: error });
    }
  }

  private async try<T>(breaker: CircuitBreakerPolicy, request: () => Promise<T>): Promise<T> {
    try {
      return await breaker.execute(request);
    } catch (error) {
      if (!(error instanceof NoResponders)) throw error;
      await pause(FIRST_WAIT_MS * (1 + Math.random()));
      return this.again.execute(() => breaker.execute(request));
    }
  }

  private breakerOf(service: string): CircuitBreakerPolicy {
    const known = this.breakers.get(service);
    if (known) return known;
    const made = circuitBreaker(
      handleWhen((error) => error instanceof UpstreamUnavailable),
      { halfOpenAfter: HALF_OPEN_AFTER_MS, breaker: new ConsecutiveBreaker(this.failuresInARow) },
    );
    this.breakers.set(service, made);
    return made;
  }
}
