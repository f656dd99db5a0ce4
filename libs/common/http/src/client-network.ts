import { isIP, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

const GROUP_BITS = 16;
/** The limit of a /48 network in multiples of that of a /64: sites are assigned a /48 or /56 (RFC 6177). */
const SITE_SHARE = 16;

/** A network by which anonymous clients are counted together. */
export interface ClientNetwork {
  readonly name: string;
  /** Its limit, in multiples of that of one client. */
  readonly share: number;
}

/**
 * The client address of a request. If `X-Forwarded-For` has something other than an address, the address of the
 * connection counts.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  return isIP(ip) > 0 ? ip : (socket.remoteAddress ?? '');
}

/**
 * The networks by which an anonymous client is counted: its IPv4 address, or the /64 and the /48 of its IPv6 address,
 * because the owner of a /64 can use a new address for each request, and the owner of a /48 a new /64.
 */
export function clientNetworks(address: string): readonly ClientNetwork[] {
  const plain = withoutMapping(address);
  if (!isIPv6(plain)) return [{ name: plain, share: 1 }];
  return [
    { name: networkOf(plain, 64), share: 1 },
    { name: networkOf(plain, 48), share: SITE_SHARE },
  ];
}

/** A truncated address that only identifies a network: `203.0.113.0/24`, `2001:db8:1::/48`. */
export function coarseAddress(address: string): string {
  const plain = withoutMapping(address);
  // RFC 5952 4.2: trailing groups of zeros are omitted.
  if (isIPv6(plain)) return networkOf(plain, 48).replace(/(^0)?(:0)*::\//, '::/');
  return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
}

/** Unwraps an IPv4 address that is mapped into IPv6 (RFC 4291 2.5.5.2). */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** @param bits a multiple of 16 @returns for example `2001:db8:0:0::/64`, without leading zeros */
function networkOf(address: string, bits: number): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, bits / GROUP_BITS);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/${bits}`;
}
