import type { EdgeSettings } from '@course-plateform/common/edge';

/** The HTTP settings of a service. The class is the injection token. */
export abstract class HttpSettings implements EdgeSettings {
  abstract readonly nodeEnv: string;
  abstract readonly requestTimeoutMs: number;
  abstract readonly trustedProxies: readonly string[];
  abstract readonly trustedProxySecret?: string | undefined;
  /** The allowed origins, besides local ones in development. */
  abstract readonly corsOrigins: readonly string[];
  abstract readonly bodyLimitBytes: number;
  /** Signs the cursors of lists; the same in all replicas. */
  abstract readonly cursorSecret: string;
  /** How many requests of a class a caller may send per window; 0 means no limit. */
  abstract readonly rateLimitRead: number;
  abstract readonly rateLimitWrite: number;
  abstract readonly rateLimitSensitive: number;
  abstract readonly rateLimitWindowSeconds: number;
}
