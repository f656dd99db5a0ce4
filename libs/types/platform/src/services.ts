/**
 * The ten services with their names, ports and path prefixes. The gateway's routes, the ingress, the stack and the
 * client are derived from this table.
 */
export interface ServiceEntry {
  readonly name: string;
  /** The TCP port, in development and in the cluster. */
  readonly port: number;
  readonly database: 'postgres' | 'mongodb';
  /** First path segments under `/api/v1`; no other service may use them. */
  readonly prefixes: readonly string[];
  /** Absolute path prefixes outside `/api/v1`, such as the GraphQL endpoint. */
  readonly extraPrefixes: readonly string[];
}

export const SERVICES = [
  {
    name: 'user',
    port: 3001,
    database: 'postgres',
    prefixes: ['users', 'profiles', 'instructors', 'instructor-applications', 'permissions'],
    extraPrefixes: [],
  },
  {
    name: 'auth',
    port: 3002,
    database: 'postgres',
    prefixes: ['auth'],
    extraPrefixes: ['/.well-known'],
  },
  {
    name: 'category',
    port: 3003,
    database: 'postgres',
    prefixes: ['categories'],
    extraPrefixes: [],
  },
  {
    name: 'course',
    port: 3004,
    database: 'mongodb',
    prefixes: [
      'courses',
      'course-feed',
      'course-imports',
      'course-invitations',
      'course-submissions',
      'media',
      'media-uploads',
      'media-usage',
      'sitemap-feed',
      'topics',
    ],
    extraPrefixes: ['/course'],
  },
  {
    name: 'certificate',
    port: 3005,
    database: 'postgres',
    prefixes: ['certificates', 'verifications'],
    extraPrefixes: [],
  },
  {
    name: 'interaction',
    port: 3006,
    database: 'postgres',
    prefixes: ['cart', 'wishlist'],
    extraPrefixes: [],
  },
  {
    name: 'review',
    port: 3007,
    database: 'postgres',
    prefixes: ['reviews', 'rating-summaries'],
    extraPrefixes: [],
  },
  {
    name: 'quiz',
    port: 3008,
    database: 'postgres',
    prefixes: ['quizzes', 'attempts'],
    extraPrefixes: [],
  },
  {
    name: 'user-progress',
    port: 3009,
    database: 'postgres',
    prefixes: ['enrollments', 'learning-stats', 'course-rosters'],
    extraPrefixes: [],
  },
  {
    name: 'order',
    port: 3010,
    database: 'postgres',
    prefixes: [
      'quotes',
      'coupons',
      'coupon-checks',
      'orders',
      'payment-methods',
      'payment-webhooks',
      'bank-transfers',
      'transactions',
      'refund-requests',
      'refunds',
      'payment-reviews',
      'reconciliation',
      'earnings',
      'payouts',
      'payout-runs',
      'ledger',
      'disputes',
      'billing-details',
      'invoices',
    ],
    extraPrefixes: [],
  },
] as const satisfies readonly ServiceEntry[];

export type ServiceName = (typeof SERVICES)[number]['name'];

/** The prefixes whose requests may carry large files. */
export const UPLOAD_PREFIXES = ['media', 'media-uploads', 'course-imports'] as const;

/** The gateway's port: the portal and, on a laptop, the edge in front of the ten services. */
export const GATEWAY_PORT = 3000;

/** The entry of one service. */
export function serviceEntry(name: ServiceName): ServiceEntry {
  const entry = SERVICES.find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`Unknown service "${String(name)}"`);
  return entry;
}
