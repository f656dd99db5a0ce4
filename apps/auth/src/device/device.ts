import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '@course-plateform/common/http';

const LONGEST_USER_AGENT = 200;

/** What a session was opened from. */
export interface Device {
  /** As the browser or program names itself; empty when it does not. */
  readonly userAgent: string;
  /** An address of IPv4 or IPv6. */
  readonly ip: string;
}

/** The caller's device, as a handler's parameter. */
export const CurrentDevice = createParamDecorator(
  (_: unknown, context: ExecutionContext): Device => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const userAgent = (request.headers['user-agent'] ?? '').slice(0, LONGEST_USER_AGENT);
    return { userAgent, ip: clientAddress(request) };
  },
);
