import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { CALLER } from '@course-plateform/common/auth';
import { RequestContext } from '@course-plateform/common/kernel';
import { COMMIT_HOOK } from '@course-plateform/common/persistence';
import {
  IDEMPOTENCY_CLAIM,
  IdempotentReplay,
  type RequestClaim,
  idempotencyKeyIn,
  keepingResponse,
} from './idempotency.guard';
import { IdempotencyIdentity } from './idempotency.identity';
import { IdempotencyStore } from './idempotency.store';

const CREATED = 201;

/** Runs a unit of work and keeps its response. */
export type KeepsResponse = <T>(work: () => Promise<T>) => Promise<T>;

/** `Idempotency-Key` where the body is a stream (`@StreamBody` with `takesKey`): the route claims it once it knows the body. */
@Injectable()
export class StreamedIdempotency {
  constructor(private readonly store: IdempotencyStore) {}

  /**
   * Claims the key of a signed-in caller's request, if there is one.
   * @param body stands for the body, such as its hash: the same for the same one
   * @returns runs the work whose response (201) is the one to keep: one unit of work
   * @throws IdempotentReplay when the request was handled before, which sends the response of then
   * @throws HeaderInvalid, IdempotencyInProgress, IdempotencyKeyReused
   */
  async claim({ headers, method, url }: IncomingMessage, body: string): Promise<KeepsResponse> {
    const key = idempotencyKeyIn(headers);
    const current = RequestContext.current();
    const caller = current?.get(CALLER)?.userId;
    if (key === undefined || caller === undefined) return (work) => work();
    const identity = new IdempotencyIdentity(caller, `${method} ${url}`, key);
    const outcome = await this.store.claim(identity, body);
    if ('status' in outcome) throw new IdempotentReplay(outcome);
    const claimed: RequestClaim = {
      ...{ claim: outcome, replayable: true, keepsRefusals: true, kept: false },
    };
    current?.set(IDEMPOTENCY_CLAIM, claimed);
    return async (work) => {
      current?.set(COMMIT_HOOK, keepingResponse(this.store, claimed, CREATED));
      try {
        return await work();
      } finally {
        // What is undone after a failure has no response to keep.
        current?.unset(COMMIT_HOOK);
      }
    };
  }
}
