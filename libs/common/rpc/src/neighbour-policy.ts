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
import { NeighbourUnavailable } from './rpc.errors';

/** Questions in a row that a service leaves without an answer before it is left alone, unless settings say otherwise. */
const FAILURES_IN_A_ROW = 10;
/** How long it is left alone before one question tries it again, in milliseconds. */
const LEFT_ALONE_MS = 500;
/** A question that nobody took is sent again this often; the waits are random and grow. */
const MORE_TRIES = 2;
const FIRST_WAIT_MS = 30;
const LONGEST_WAIT_MS = 150;

/** Nobody was there to take the question, so nothing can have been done and it may be asked again. */
export class NobodyThere extends NeighbourUnavailable {}

/**
 * How a service that does not answer is treated. A question that nobody took is sent again, at most twice, because
 * somebody who restarts is back soon; one that was taken never is. A service that leaves one question after the other
 * without an answer is left alone for half a second, so that those who ask fail at once instead of piling up.
 */
export class NeighbourPolicies {
  private readonly breakers = new Map<string, CircuitBreakerPolicy>();
  /** Comes in when a question has failed once already: the rule, not the exception, should be quick. */
  private readonly again = retry(handleType(NobodyThere), {
    maxAttempts: MORE_TRIES - 1,
    backoff: new ExponentialBackoff({ initialDelay: FIRST_WAIT_MS, maxDelay: LONGEST_WAIT_MS }),
  });

  /** @param failuresInARow after which a service is left alone */
  constructor(private readonly failuresInARow = FAILURES_IN_A_ROW) {}

  /**
   * Asks under the policy of a service.
   * @param ask asks once; throws `NobodyThere` or another `NeighbourUnavailable`
   * @throws NeighbourUnavailable also without asking, while the service is left alone
   */
  async run<T>(service: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await this.try(this.breakerOf(service), ask);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new NeighbourUnavailable({ params: { service }, cause: error });
    }
  }

  private async try<T>(breaker: CircuitBreakerPolicy, ask: () => Promise<T>): Promise<T> {
    try {
      return await breaker.execute(ask);
    } catch (error) {
      if (!(error instanceof NobodyThere)) throw error;
      await pause(FIRST_WAIT_MS * (1 + Math.random()));
      return this.again.execute(() => breaker.execute(ask));
    }
  }

  private breakerOf(service: string): CircuitBreakerPolicy {
    const known = this.breakers.get(service);
    if (known) return known;
    const made = circuitBreaker(
      handleWhen((error) => error instanceof NeighbourUnavailable),
      { halfOpenAfter: LEFT_ALONE_MS, breaker: new ConsecutiveBreaker(this.failuresInARow) },
    );
    this.breakers.set(service, made);
    return made;
  }
}
