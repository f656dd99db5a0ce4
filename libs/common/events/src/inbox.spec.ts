import type { EntityManager } from '@mikro-orm/core';
import { IsInt } from 'class-validator';
import { eventContract, newId } from '@course-plateform/common/kernel';
import { type FinishedSpan, Tracing } from '@course-plateform/common/observability';
import type { StoredEvent } from './event';
import { type BoundHandler, Inbox } from './inbox';

class Rung {
  @IsInt()
  times!: number;
}

const RUNG = eventContract({
  subject: 'evt.alpha.bell.rung.v1',
  payload: Rung,
  consumers: { beta: ['bell'] },
});

const TRACE_ID = 'a'.repeat(32);

function rung(times: number): StoredEvent {
  return {
    id: newId(),
    subject: RUNG.subject,
    aggregateType: 'bell',
    aggregateId: newId(),
    aggregateVersion: 1,
    occurredAt: '2026-01-01T00:00:00.000Z',
    payload: { times },
    headers: { traceparent: `00-${TRACE_ID}-${'b'.repeat(16)}-01` },
  };
}

/** Stands for a database in which no event was handled before. */
function databaseOf(): EntityManager {
  const em = {
    fork: () => em,
    transactional: (work: (inside: unknown) => Promise<unknown>) => work(em),
    getMetadata: () => ({ find: () => ({}) }),
    flush: () => Promise.resolve(),
    getTransactionContext: () => undefined,
    getConnection: () => ({
      execute: (_sql: string, [, ids]: [string, string]) =>
        Promise.resolve(
          ids
            .slice(1, -1)
            .split(',')
            .map((id) => ({ event_id: id })),
        ),
    }),
  };
  return em as unknown as EntityManager;
}

describe('the span of a handled event', () => {
  let spans: FinishedSpan[];
  let inbox: Inbox;

  beforeEach(() => {
    spans = [];
    const take = (span: FinishedSpan): number => spans.push(span);
    inbox = new Inbox(databaseOf(), new Tracing({ take, close: () => Promise.resolve() }));
  });

  function handler(handle: BoundHandler['handle']): BoundHandler {
    return {
      consumer: 'beta__bell',
      metadata: { contract: RUNG, consumer: 'bell' } as BoundHandler['metadata'],
      handle,
    };
  }

  it('belongs to the trace of the publication, and has the outcome', async () => {
    const [heard, unheard] = [rung(1), rung(2)];
    const listener = handler(({ payload }) =>
      (payload as Rung).times === 1 ? Promise.resolve() : Promise.reject(new Error('Deaf')),
    );
    expect(await inbox.handle(listener, heard)).toBe('handled');
    await expect(inbox.handle(listener, unheard)).rejects.toThrow('Deaf');
    expect(spans).toEqual([
      expect.objectContaining({
        name: `process ${RUNG.subject}`,
        kind: 'consumer',
        trace: expect.objectContaining({ traceId: TRACE_ID }),
        startedMs: expect.any(Number),
        errorType: undefined,
        attributes: expect.objectContaining({
          'messaging.message.id': heard.id,
          'messaging.consumer.group.name': 'beta__bell',
        }),
      }),
      expect.objectContaining({
        trace: expect.objectContaining({ traceId: TRACE_ID }),
        errorType: 'failed',
        attributes: expect.objectContaining({ 'messaging.message.id': unheard.id }),
      }),
    ]);
  });
});
