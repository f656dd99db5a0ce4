import { isIPv4 } from 'node:net';
import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const LONGEST_USER_AGENT = 200;

/** What a session was opened from. */
export interface Device {
  /** As the browser or program names itself; empty when it does not. */
  readonly userAgent: string;
  readonly ip: string;
}

/** The caller's device, as a handler's parameter. */
export const CurrentDevice = createParamDecorator(
  (_: unknown, context: ExecutionContext): Device => {
    const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    return { userAgent: (headers['user-agent'] ?? '').slice(0, LONGEST_USER_AGENT), ip };
  },
);

/** An address without its last part, enough to recognise a place: `203.0.113.0/24`, `2001:db8:1::/48`. */
export function coarseIp(ip: string): string {
  const plain = ip.replace(/^::ffff:/i, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const groups = plain.split('::', 1)[0]?.split(':').filter(Boolean).slice(0, 3) ?? [];
  return `${groups.join(':')}::/48`;
}
