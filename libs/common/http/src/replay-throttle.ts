import { SetMetadata, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const REPLAY_THROTTLE = Symbol('REPLAY_THROTTLE');

/** Counts replays that could confirm a guess, such as of a password. */
export interface ReplayThrottle {
  /** @throws DomainError when there are too many; the caller then learns nothing else */
  countReplay(request: FastifyRequest): Promise<void>;
}

interface ThrottledReplays {
  readonly throttle: Type<ReplayThrottle>;
  /** The member of the body that could be guessed, such as a password. */
  readonly guessed: string;
}

/**
 * Lets a provider of the service count the replays of a handler, because a replay does not reach the handler's own
 * throttle. The guessable member is ignored when a replay is recognized, so that a caller who knows the key and
 * everything else learns nothing from a replay.
 */
export function ThrottlesReplays(
  throttle: Type<ReplayThrottle>,
  { guessed }: Pick<ThrottledReplays, 'guessed'>,
): MethodDecorator {
  return SetMetadata(REPLAY_THROTTLE, { throttle, guessed } satisfies ThrottledReplays);
}

/** The replay throttle that a handler declares. */
export function throttledReplaysOf(handler: object): ThrottledReplays | undefined {
  return Reflect.getMetadata(REPLAY_THROTTLE, handler) as ThrottledReplays | undefined;
}

/** The part of a body by which a replay is recognized. */
export function recognizedPart(body: unknown, handler: object): unknown {
  const { guessed } = throttledReplaysOf(handler) ?? {};
  if (guessed === undefined || typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== guessed));
}
