import { SetMetadata, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const REPLAY_THROTTLE = Symbol('REPLAY_THROTTLE');

/** Counts a replay that confirms what somebody may have guessed, such as a password. */
export interface ReplayThrottle {
  /** @throws DomainError when it is one too many; the caller then learns nothing else */
  countReplay(request: FastifyRequest): Promise<void>;
}

/**
 * Lets a provider of the service count the replays of a handler before they are reported: they never reach the
 * handler, and so not the throttle inside.
 */
export function ThrottlesReplays(throttle: Type<ReplayThrottle>): MethodDecorator {
  return SetMetadata(REPLAY_THROTTLE, throttle);
}

/** The throttle a handler declares. */
export function replayThrottleOf(handler: object): Type<ReplayThrottle> | undefined {
  return Reflect.getMetadata(REPLAY_THROTTLE, handler) as Type<ReplayThrottle> | undefined;
}
