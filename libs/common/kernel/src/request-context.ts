import { AsyncLocalStorage } from 'node:async_hooks';

/** A typed key of the request context. Each library declares its own. */
export interface ContextKey<T> {
  readonly name: string;
  /** Never set: it only carries the type. */
  readonly type?: T;
}

/** Creates a key for a value of the current request. */
export function contextKey<T>(name: string): ContextKey<T> {
  return { name };
}

/**
 * Values of the request, message or job in progress that would otherwise be passed through every call.
 * Opened once where it enters the process (HTTP hook, NATS server, consumer), never by an interceptor.
 */
export class RequestContext {
  private static readonly storage = new AsyncLocalStorage<RequestContext>();
  private readonly values = new Map<ContextKey<unknown>, unknown>();

  /** Runs a function, and everything it starts, inside a context. */
  static run<T>(context: RequestContext, work: () => T): T {
    return RequestContext.storage.run(context, work);
  }

  /** The current context; undefined outside of any. */
  static current(): RequestContext | undefined {
    return RequestContext.storage.getStore();
  }

  /** The value of a key in the current context; undefined outside of any. */
  static get<T>(key: ContextKey<T>): T | undefined {
    return RequestContext.current()?.get(key);
  }

  get<T>(key: ContextKey<T>): T | undefined {
    return this.values.get(key) as T | undefined;
  }

  unset(key: ContextKey<unknown>): void {
    this.values.delete(key);
  }

  set<T>(key: ContextKey<T>, value: T): this {
    this.values.set(key, value);
    return this;
  }
}
