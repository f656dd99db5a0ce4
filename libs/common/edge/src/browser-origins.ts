import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** The settings for cross-origin requests. */
export interface OriginSettings {
  readonly nodeEnv: string;
  /** Origins such as `https://shop.example.com`. */
  readonly corsOrigins: readonly string[];
}

/** An origin on this machine, with any port. */
const LOCAL_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

const EXPOSED_HEADERS = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Idempotency-Replayed',
  'Content-Language',
  'Allow',
  'Deprecation',
  'Sunset',
  'traceparent',
  // Of resumable uploads (tus 1.0).
  'Tus-Resumable',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Expires',
];

/** Allows the origins in `CORS_ORIGINS`, and in development those on this machine (Fetch standard). */
export async function allowOrigins(
  fastify: FastifyInstance,
  settings: OriginSettings,
): Promise<void> {
  const origin = originsOf(settings);
  if (origin.length === 0) return;
  const options: FastifyCorsOptions = {
    origin,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
    strictPreflight: false,
  };
  await fastify.register(cors, {
    // Without this header it is not a preflight (Fetch standard), so its route responds.
    delegator: ({ headers }, done) =>
      done(null, { ...options, preflight: headers['access-control-request-method'] !== undefined }),
  });
}

function originsOf({ nodeEnv, corsOrigins }: OriginSettings): (string | RegExp)[] {
  return [...corsOrigins, ...(nodeEnv === 'development' ? [LOCAL_ORIGIN] : [])];
}
