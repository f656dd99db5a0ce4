import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What a proxy of ours sends to show that it is one. In lower case, as Node gives headers. */
export const PROXY_SECRET_HEADER = 'x-proxy-secret';

const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'] as const;

/**
 * Forgets what a request says about its origin unless it comes from a proxy of ours, so that `request.ip` needs no
 * further thought. An address alone proves little on a machine where others run programs too: with a secret, only
 * whoever knows it is believed. Of `X-Forwarded-For` only addresses stay.
 * @param secret undefined where the address in `TRUSTED_PROXIES` is enough
 */
export function believeOwnProxies(fastify: FastifyInstance, secret: string | undefined): void {
  const expected = secret === undefined ? undefined : digest(secret);
  fastify.addHook('onRequest', ({ raw: { headers } }, _reply, done) => {
    const given = headers[PROXY_SECRET_HEADER];
    Reflect.deleteProperty(headers, PROXY_SECRET_HEADER);
    const believed =
      !expected || (typeof given === 'string' && timingSafeEqual(digest(given), expected));
    if (!believed) for (const name of FORWARDED) Reflect.deleteProperty(headers, name);
    keepAddresses(headers);
    done();
  });
}

/** Cuts `X-Forwarded-For` behind the last entry that is no address: what stands in front of it is nobody's word. */
function keepAddresses(headers: IncomingHttpHeaders): void {
  const value = headers['x-forwarded-for'];
  if (value === undefined) return;
  const entries = [value]
    .flat()
    .join(',')
    .split(',')
    .map((entry) => entry.trim());
  const addresses = entries.slice(entries.findLastIndex((entry) => isIP(entry) === 0) + 1);
  if (addresses.length === 0) delete headers['x-forwarded-for'];
  else headers['x-forwarded-for'] = addresses.join(', ');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
