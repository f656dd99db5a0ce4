import { isIP, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

const GROUP_BITS = 16;
/** How many times what one /64 network may send its /48 may send: sites are given a /48 or /56 (RFC 6177). */
const SITE_SHARE = 16;

/** What clients that nobody knows are counted by, together. */
export interface ClientNetwork {
  readonly name: string;
  /** How many times the limit of one client it has. */
  readonly share: number;
}

/**
 * The address a request came from. What a proxy says is believed only as far as it is an address: an `X-Forwarded-For`
 * may hold anything, and then the address of the connection counts.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  return isIP(ip) > 0 ? ip : (socket.remoteAddress ?? '');
}

/**
 * What a client that nobody knows is counted by: its IPv4 address, or the /64 and the /48 network of its IPv6 address.
 * Within a /64 its owner chooses addresses freely, and anew for each request; within a /48 the same goes for networks.
 */
export function clientNetworks(address: string): readonly ClientNetwork[] {
  const plain = withoutMapping(address);
  if (!isIPv6(plain)) return [{ name: plain, share: 1 }];
  return [
    { name: networkOf(plain, 64), share: 1 },
    { name: networkOf(plain, 48), share: SITE_SHARE },
  ];
}

/** An address without its last part, enough to recognize a place: `203.0.113.0/24`, `2001:db8:1::/48`. */
export function coarseAddress(address: string): string {
  const plain = withoutMapping(address);
  // RFC 5952 4.2: groups of zeros at the end are left out.
  if (isIPv6(plain)) return networkOf(plain, 48).replace(/(^0)?(:0)*::\//, '::/');
  return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
}

/** An IPv4 address that comes through an IPv6 socket is one of IPv4 (RFC 4291 2.5.5.2). */
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
