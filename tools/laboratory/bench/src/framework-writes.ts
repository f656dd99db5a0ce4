// Writes under an Idempotency-Key, for the programs of framework-purchase.ts.
import { createHash } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Events } from './framework-events';
import { IdempotencyRecord } from './framework-message-entities';

interface Write {
  /** What is to be known before the transaction begins. */
  readonly before?: (callerId: string) => Promise<unknown>;
  readonly work: (em: EntityManager, callerId: string) => Promise<object>;
}

@Injectable()
export class IdempotentWrites {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  /** The key is claimed in a commit of its own, the response kept in the commit of the work. */
  async run(request: FastifyRequest, { before, work }: Write): Promise<object> {
    const callerId = callerOf(request);
    const key = JSON.stringify([callerId, request.url, request.headers['idempotency-key']]);
    const { id, owner } = await this.claim(hashOf(key), hashOf(JSON.stringify(request.body)));
    await before?.(callerId);
    const response = await this.em.fork().transactional(async (em) => {
      const made = await work(em, callerId);
      await em.flush();
      const kept = { status: 201, body: JSON.stringify(made) };
      await em.nativeUpdate(IdempotencyRecord, { id, owner }, kept);
      return made;
    });
    this.events.publish();
    return response;
  }

  /** A key that is there already breaks the primary key, and the request fails. */
  private async claim(id: string, fingerprint: string): Promise<IdempotencyRecord> {
    const record = new IdempotencyRecord(id, fingerprint);
    await this.em.fork().insert(record);
    return record;
  }
}

/** Nothing is verified: the token is the caller. */
export function callerOf({ headers }: FastifyRequest): string {
  return headers.authorization?.slice('Bearer '.length) ?? '';
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
