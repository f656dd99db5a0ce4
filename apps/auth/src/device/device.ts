import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '@course-plateform/common/http';

const LONGEST_USER_AGENT = 200;

/** The device of a session. */
export interface Device {
  /** The user agent; empty when absent. */
  readonly userAgent: string;
  /** An IPv4 or IPv6 address. */
  readonly ip: string;
}

/** Injects the caller's device. */
export const CurrentDevice = createParamDecorator(
  (_: unknown, context: ExecutionContext): Device => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const userAgent = (request.headers['user-agent'] ?? '').slice(0, LONGEST_USER_AGENT);
    return { userAgent, ip: clientAddress(request) };
  },
);
