import type { EdgeSettings } from '@course-plateform/common/edge';

/** What a service's HTTP side reads of its settings. The class is the injection token. */
export abstract class HttpSettings implements EdgeSettings {
  abstract readonly nodeEnv: string;
  abstract readonly requestTimeoutMs: number;
  abstract readonly trustedProxies: readonly string[];
  abstract readonly trustedProxySecret?: string | undefined;
  /** Origins whose pages may call the service, beside the local ones in development. */
  abstract readonly corsOrigins: readonly string[];
  abstract readonly bodyLimitBytes: number;
  /** Signs the cursors of lists; the same in all replicas. */
  abstract readonly cursorSecret: string;
  /** How many requests of a class one caller may send in a window; 0 is no limit. */
  abstract readonly rateLimitRead: number;
  abstract readonly rateLimitWrite: number;
  abstract readonly rateLimitSensitive: number;
  abstract readonly rateLimitWindowSeconds: number;
}
