import { SetMetadata, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const REPLAY_THROTTLE = Symbol('REPLAY_THROTTLE');

/** Counts a replay that confirms what somebody may have guessed, such as a password. */
export interface ReplayThrottle {
  /** @throws DomainError when it is one too many; the caller then learns nothing else */
  countReplay(request: FastifyRequest): Promise<void>;
}

interface ThrottledReplays {
  readonly throttle: Type<ReplayThrottle>;
  /** The member of the body that somebody may guess, such as a password. */
  readonly guessed: string;
}

/**
 * Lets a provider of the service count the replays of a handler before they are reported: they never reach the
 * handler, and so not the throttle inside. A request is a replay whatever it has in the member that may be guessed, so
 * that who knows the key and everything else learns nothing from being told that it is one.
 */
export function ThrottlesReplays(
  throttle: Type<ReplayThrottle>,
  { guessed }: Pick<ThrottledReplays, 'guessed'>,
): MethodDecorator {
  return SetMetadata(REPLAY_THROTTLE, { throttle, guessed } satisfies ThrottledReplays);
}

/** What a handler declares about its replays. */
export function throttledReplaysOf(handler: object): ThrottledReplays | undefined {
  return Reflect.getMetadata(REPLAY_THROTTLE, handler) as ThrottledReplays | undefined;
}

/** The part of a body by which a replay is recognised. */
export function recognisedPart(body: unknown, handler: object): unknown {
  const { guessed } = throttledReplaysOf(handler) ?? {};
  if (guessed === undefined || typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== guessed));
}
