import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The header with the secret of a trusted proxy, in lower case as in Node. */
export const PROXY_SECRET_HEADER = 'x-proxy-secret';

const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'] as const;

/**
 * Removes the forwarding headers of a request that does not come from a trusted proxy, so that `request.ip` can be
 * trusted. Where other programs share the proxy's address, only those who send the secret are trusted. Entries of
 * `X-Forwarded-For` that are not addresses are removed.
 * @param secret undefined when the address in `TRUSTED_PROXIES` is enough
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

/** Removes everything in `X-Forwarded-For` up to the last entry that is not an address. */
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
