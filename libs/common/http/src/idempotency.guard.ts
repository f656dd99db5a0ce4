import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CALLER } from '@course-plateform/common/auth';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { COMMIT_HOOK } from '@course-plateform/common/persistence';
import { HeaderInvalid, IdempotencyKeyMissing, IdempotencyNotReplayable } from './errors';
import { IdempotencyIdentity, anonymousCaller } from './idempotency.identity';
import { type Claim, IdempotencyStore, type KeptAnswer } from './idempotency.store';
import { IDEMPOTENCY_REQUIRED, ISSUES_CREDENTIALS } from './operation';
import { replayThrottleOf } from './replay-throttle';

/** The claim of a request, until its response is kept. */
export interface RequestClaim {
  readonly claim: Claim;
  /** Whether a success may be sent again; one that holds tokens is neither stored nor replayed. */
  readonly replayable: boolean;
  kept: boolean;
}

/** The claim of the request in flight. */
export const IDEMPOTENCY_CLAIM = contextKey<RequestClaim>('idempotency-claim');

/** Thrown to end a request with the response that was given before; the filter sends it as it is. */
export class IdempotentReplay extends Error {
  readonly status: number;
  readonly body: string;

  constructor({ status, body }: KeptAnswer) {
    super('Answered before');
    this.status = status;
    this.body = body ?? '';
  }
}

/**
 * Handles `Idempotency-Key` on every POST, after the caller is known.
 * The answer is written by the unit of work in the transaction of the work; refusals are kept when they are sent.
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
    if (request.method !== 'POST') return true;
    const key = request.headers['idempotency-key'];
    if (key === undefined) {
      if (this.reflector.get<boolean>(IDEMPOTENCY_REQUIRED, context.getHandler())) {
        throw new IdempotencyKeyMissing();
      }
      return true;
    }
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new HeaderInvalid({
        params: { header: 'Idempotency-Key', rule: 'visible_ascii' },
      });
    }
    return this.begin(request, context.getHandler(), key);
  }

  private async begin(request: FastifyRequest, handler: Handler, key: string): Promise<boolean> {
    const replayable = !this.reflector.get<boolean | undefined>(ISSUES_CREDENTIALS, handler);
    const current = RequestContext.current();
    const caller = current?.get(CALLER)?.userId ?? anonymousCaller(request.body);
    const identity = new IdempotencyIdentity(caller, `${request.method} ${request.url}`, key);
    const outcome = await this.store.claim(identity, request.body);
    if ('status' in outcome) {
      await this.throttle(request, handler);
      if (outcome.status < 400 && !replayable) throw new IdempotencyNotReplayable();
      throw new IdempotentReplay(outcome);
    }
    const claimed: RequestClaim = { claim: outcome, replayable, kept: false };
    const status = this.reflector.get<number | undefined>(HTTP_CODE_METADATA, handler) ?? 201;
    current?.set(IDEMPOTENCY_CLAIM, claimed);
    current?.set(COMMIT_HOOK, {
      store: (em, answer) => {
        const body = answer === undefined ? '' : JSON.stringify(answer);
        return this.store.complete(em, outcome, { status, body: replayable ? body : null });
      },
      committed: () => {
        claimed.kept = true;
      },
    });
    return true;
  }

  private async throttle(request: FastifyRequest, handler: Handler): Promise<void> {
    const throttle = replayThrottleOf(handler);
    if (throttle) await this.moduleRef.get(throttle, { strict: false }).countReplay(request);
  }
}

type Handler = ReturnType<ExecutionContext['getHandler']>;
