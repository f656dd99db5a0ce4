import { isIPv6 } from 'node:net';

/** Groups of an IPv6 address that name a network; the rest its owner chooses freely, and anew for each request. */
const NETWORK_GROUPS = 4;

/** What a client that nobody knows is counted by: its IPv4 address, or the /64 network of its IPv6 address. */
export function clientNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, NETWORK_GROUPS);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
