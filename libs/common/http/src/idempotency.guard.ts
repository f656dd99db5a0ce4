import type { IncomingHttpHeaders } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CALLER } from '@course-plateform/common/auth';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { COMMIT_HOOK, type CommitHook } from '@course-plateform/common/persistence';
import { HeaderInvalid, IdempotencyKeyMissing, IdempotencyNotReplayable } from './errors';
import { IdempotencyIdentity, anonymousCaller } from './idempotency.identity';
import { type Claim, IdempotencyStore, type StoredResponse } from './idempotency.store';
import { IDEMPOTENCY_REQUIRED, ISSUES_CREDENTIALS } from './operation';
import { streamOf } from './stream-body';
import { recognizedPart, throttledReplaysOf } from './replay-throttle';

/** The claim of a request, until its response is stored. */
export interface RequestClaim {
  readonly claim: Claim;
  /** Whether a success can be replayed; a response with tokens is neither stored nor replayed. */
  readonly replayable: boolean;
  /** Whether an error can be replayed; not where it would reveal that a guess is repeated. */
  readonly keepsRefusals: boolean;
  kept: boolean;
}

/** The claim of the request in flight. */
export const IDEMPOTENCY_CLAIM = contextKey<RequestClaim>('idempotency-claim');

/** Thrown to end a request with the stored response; the filter sends it unchanged. */
export class IdempotentReplay extends Error {
  readonly status: number;
  readonly body: string;

  constructor({ status, body }: StoredResponse) {
    super('Response sent before');
    this.status = status;
    this.body = body ?? '';
  }
}

/**
 * Handles `Idempotency-Key` on every POST but uploads (`@StreamBody`), after authentication. The unit of work stores the
 * response in the transaction of the change; errors are stored when they are sent.
 */
@Injectable()
export class IdempotencyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly store: IdempotencyStore,
    private readonly moduleRef: ModuleRef,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType<string>() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // A body that its route reads itself is not there to be compared; `StreamedIdempotency` is for those who have read it.
    if (request.method !== 'POST' || streamOf(request.routeOptions.config)) return true;
    const key = idempotencyKeyIn(request.headers);
    if (key === undefined) {
      if (this.reflector.get<boolean>(IDEMPOTENCY_REQUIRED, context.getHandler())) {
        throw new IdempotencyKeyMissing();
      }
      return true;
    }
    return this.begin(request, context.getHandler(), key);
  }

  private async begin(request: FastifyRequest, handler: Handler, key: string): Promise<boolean> {
    const replayable = !this.reflector.get<boolean | undefined>(ISSUES_CREDENTIALS, handler);
    const body = recognizedPart(request.body, handler);
    const current = RequestContext.current();
    const caller = current?.get(CALLER)?.userId ?? anonymousCaller(body);
    const identity = new IdempotencyIdentity(caller, `${request.method} ${request.url}`, key);
    const outcome = await this.store.claim(identity, body);
    if ('status' in outcome) {
      await this.throttle(request, handler);
      if (outcome.status < 400 && !replayable) throw new IdempotencyNotReplayable();
      throw new IdempotentReplay(outcome);
    }
    const keepsRefusals = throttledReplaysOf(handler) === undefined;
    const claimed: RequestClaim = { claim: outcome, replayable, keepsRefusals, kept: false };
    const status = this.reflector.get<number | undefined>(HTTP_CODE_METADATA, handler) ?? 201;
    current?.set(IDEMPOTENCY_CLAIM, claimed);
    current?.set(COMMIT_HOOK, keepingResponse(this.store, claimed, status));
    return true;
  }

  private async throttle(request: FastifyRequest, handler: Handler): Promise<void> {
    const throttled = throttledReplaysOf(handler);
    if (!throttled) return;
    await this.moduleRef.get(throttled.throttle, { strict: false }).countReplay(request);
  }
}

/** The `Idempotency-Key` of a request, if it has one. @throws HeaderInvalid */
export function idempotencyKeyIn(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new HeaderInvalid({
      params: { header: 'Idempotency-Key', rule: 'visible_ascii' },
    });
  }
  return key;
}

/** Stores the response with the work. @param status of the response to a success */
export function keepingResponse(
  store: IdempotencyStore,
  claimed: RequestClaim,
  status: number,
): CommitHook {
  return {
    store: (em, response) => {
      const sent = response === undefined ? '' : JSON.stringify(response);
      const body = claimed.replayable ? sent : null;
      return store.complete(em, claimed.claim, { status, body });
    },
    committed: () => {
      claimed.kept = true;
    },
  };
}

type Handler = ReturnType<ExecutionContext['getHandler']>;
