import { contextKey } from '@course-plateform/common/kernel';

/** How a process reaches the broker. */
export interface MessagingSettings {
  /** `nats://[user:password@]host:port`, several separated by commas. */
  readonly natsUrl: string;
  /** Put in front of every subject, stream and consumer name: '' in production, `t1.` for one test file. */
  readonly natsNamespace: string;
  /** How long an answer of another service is waited for, in milliseconds. */
  readonly requestTimeoutMs: number;
  /**
   * Whether a service makes its own consumers; off when absent, because the broker does not let services do it.
   */
  readonly provision?: boolean;
  /** Questions in a row without an answer after which a neighbour is left alone for a moment; 10 when absent. */
  readonly failuresInARow?: number;
  /** Whether a service checks its own replies against their contracts; on when absent, off in production. */
  readonly checkReplies?: boolean;
  /** How long after its first failure an event comes again, in milliseconds; doubles each time; 500 when absent. */
  readonly firstRetryMs?: number;
}

/** The injection token of the `MessagingSettings`. */
export const MESSAGING_SETTINGS = Symbol('MESSAGING_SETTINGS');

/** The injection token of the service's name: its queue group and the first part of its consumers' names. */
export const SERVICE_NAME = Symbol('SERVICE_NAME');

/** When the caller stops waiting: milliseconds since the epoch, by this machine's clock. */
export const DEADLINE = contextKey<number>('deadline');

/** The access token of the user on whose behalf the work is done; set by whoever has verified it. */
export const CALLER_TOKEN = contextKey<string>('caller-token');

/** The id of the user who caused the work, kept with the events it leads to. */
export const ACTOR = contextKey<string>('actor');
