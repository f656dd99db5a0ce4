import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { plainEntityTag } from '@course-plateform/common/edge';
import { IDEMPOTENCY_CLAIM, type RequestClaim } from './idempotency.guard';
import type { IdempotencyStore } from './idempotency.store';
import { entityTagOf, shownContentLanguage } from './content-language';
import { describeDeprecation } from './deprecation';
import { describeLocation } from './location';
import { limitedPublicCache } from './public-cache';
import { contextOf } from './request-context.hook';

/** Adds entity tags and caching headers to each response, and stores those with an `Idempotency-Key`. */
export function completeResponses(
  fastify: FastifyInstance,
  store: IdempotencyStore | undefined,
): void {
  fastify.addHook('preSerialization', (request, reply, payload, done) => {
    const version = versionOf(payload);
    if (version !== undefined) void reply.header('etag', entityTagOf(version, contextOf(request)));
    if (reply.statusCode < 300) describeLanguage(request, reply);
    if (typeof payload === 'object' && payload !== null) describeLocation(request, reply, payload);
    done(null, payload);
  });
  if (store) storeResponses(fastify, store);
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    // Also on a replayed response (RFC 9110, 11.6.1).
    if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer');
    describeCaching(request, reply, payload);
    describeDeprecation(request, reply);
    const seen = tagOfPresent(request, reply);
    done(null, seen === undefined ? payload : emptied(request, reply, seen));
  });
  // After Fastify's hook for HEAD, which takes the length from the body that it drops.
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'HEAD') route.onSend = [...[route.onSend ?? []].flat(), forgetLength];
  });
}

/** Removes the length of a 304 (RFC 9110 8.6). */
function forgetLength(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload: unknown) => void,
): void {
  if (reply.statusCode === 304) void reply.removeHeader('content-length');
  done(null, payload);
}

/** The version of a single resource, which is its strong entity tag (RFC 9110 8.8.3). */
function versionOf(payload: unknown): number | undefined {
  if (typeof payload !== 'object' || payload === null || !('version' in payload)) return undefined;
  return typeof payload.version === 'number' ? payload.version : undefined;
}

function describeLanguage(request: FastifyRequest, reply: FastifyReply): void {
  const languages = shownContentLanguage(contextOf(request));
  if (languages !== undefined) void reply.header('content-language', languages);
}

function describeCaching(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (!reply.hasHeader('cache-control') || reply.statusCode >= 400) {
    void reply.header('cache-control', 'no-store');
  } else {
    const limited = limitedPublicCache(contextOf(request));
    if (limited !== undefined) void reply.header('cache-control', limited);
  }
  void reply.header('vary', 'Accept-Language, Authorization, Origin, accept-encoding');
  const cacheable = request.method === 'GET' && reply.statusCode === 200;
  if (cacheable && !reply.hasHeader('etag') && typeof payload === 'string') {
    void reply.header('etag', `"${hash('sha1', payload, 'base64url')}"`);
  }
}

/** The client's tag of the current version, with any encoding; undefined when the client does not have it. */
function tagOfPresent(request: FastifyRequest, reply: FastifyReply): string | undefined {
  const seen = request.headers['if-none-match'];
  const current = reply.getHeader('etag');
  if (seen === undefined || typeof current !== 'string' || reply.statusCode !== 200) return;
  if (request.method !== 'GET' && request.method !== 'HEAD') return;
  if (seen === '*') return current;
  const plain = plainEntityTag(current);
  return seen.split(/\s*,\s*/).find((tag) => plainEntityTag(tag) === plain);
}

function emptied({ method }: FastifyRequest, reply: FastifyReply, tag: string): '' | null {
  void reply
    .code(304)
    .header('etag', tag.replace(/^W\//, ''))
    .removeHeader('content-length')
    .removeHeader('content-type');
  // Fastify's hook for HEAD needs a body to measure.
  return method === 'HEAD' ? '' : null;
}

/** Stores the responses of requests with a key; the others do not wait for a promise. */
function storeResponses(fastify: FastifyInstance, store: IdempotencyStore): void {
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    const claimed = contextOf(request)?.get(IDEMPOTENCY_CLAIM);
    if (!claimed) return done(null, payload);
    keepOrRelease(store, claimed, reply.statusCode, payload)
      .finally(() => store.settle(claimed.claim))
      .then(() => done(null, payload), done);
  });
}

async function keepOrRelease(
  store: IdempotencyStore,
  { claim, kept, replayable, keepsRefusals }: RequestClaim,
  status: number,
  payload: unknown,
): Promise<void> {
  // Do not store errors that a retry could avoid (5xx, 429), nor errors of requests with a password, because the
  // next request with the key may have the right one.
  const isForgotten = status >= 500 || status === 429 || (status >= 400 && !keepsRefusals);
  if (isForgotten) await store.release(claim);
  else if (!kept) {
    const body = typeof payload === 'string' ? payload : '';
    await store.keepRefusal(claim, { status, body: replayable || status >= 400 ? body : null });
  }
}
