import cors from '@fastify/cors';
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
];

/** Allows the origins in `CORS_ORIGINS`, and in development those on this machine (Fetch standard). */
export async function allowOrigins(
  fastify: FastifyInstance,
  settings: OriginSettings,
): Promise<void> {
  const origin = originsOf(settings);
  if (origin.length === 0) return;
  await fastify.register(cors, {
    origin,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
    strictPreflight: false,
  });
}

function originsOf({ nodeEnv, corsOrigins }: OriginSettings): (string | RegExp)[] {
  return [...corsOrigins, ...(nodeEnv === 'development' ? [LOCAL_ORIGIN] : [])];
}
