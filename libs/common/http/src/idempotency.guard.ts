import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CALLER } from '@course-plateform/common/auth';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { COMMIT_HOOK } from '@course-plateform/common/persistence';
import { HeaderInvalid, IdempotencyKeyMissing } from './errors';
import { IdempotencyIdentity } from './idempotency.identity';
import { type Claim, IdempotencyStore, type KeptAnswer } from './idempotency.store';
import { IDEMPOTENCY_REQUIRED } from './operation';

/** The claim of the request under way, until its answer is kept. */
export const IDEMPOTENCY_CLAIM = contextKey<Claim & { kept: boolean }>('idempotency-claim');

/** Thrown to end a request with the answer that was given before; the filter sends it as it is. */
export class IdempotentReplay extends Error {
  constructor(readonly answer: KeptAnswer) {
    super('Answered before');
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
    const status =
      this.reflector.get<number | undefined>(HTTP_CODE_METADATA, context.getHandler()) ?? 201;
    return this.begin(request, key, status);
  }

  private async begin(request: FastifyRequest, key: string, status: number): Promise<boolean> {
    const current = RequestContext.current();
    const caller = current?.get(CALLER)?.userId ?? 'anonymous';
    const outcome = await this.store.claim(
      new IdempotencyIdentity(caller, `${request.method} ${request.url}`, key),
      request.body,
    );
    if ('status' in outcome) throw new IdempotentReplay(outcome);
    const claim = { ...outcome, kept: false };
    current?.set(IDEMPOTENCY_CLAIM, claim);
    current?.set(COMMIT_HOOK, async (em, answer) => {
      const body = answer === undefined ? '' : JSON.stringify(answer);
      await this.store.complete(em, claim, { status, body });
      claim.kept = true;
    });
    return true;
  }
}
