import type { EntityManager } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import {
  type TestApplication,
  eventually,
  testStores,
  uniqueName,
} from '@course-plateform/common/test-kit';
import { eventContract, newId } from '@course-plateform/common/kernel';
import { Metrics } from '@course-plateform/common/observability';
import { startEventService } from './service';
import { type TestDatabase, forkOf } from './stores';
import type { EventEnvelope } from '../src/event';
import { EventHandler } from '../src/event-handler';
import type { DeadLetter } from '../src/message.entity';
import { deadLetterClassOf } from '../src/message-store';
import type { MongoDeadLetter } from '../src/mongo-message.entity';
import { openMessageStore } from '../src/open-message-store';
import { Outbox } from '../src/outbox';
import { provisionBroker } from '../src/streams';
import { StreamView } from './stream';

const CROWD = 40;

export class Joined {
  @IsString()
  courseId!: string;
}

const JOINED = eventContract({
  subject: 'evt.alpha.enrollment.joined.v1',
  payload: Joined,
  consumers: { alpha: ['crowd', 'queue'] },
});

/** What all events of a crowd change (PostgreSQL). */
@Entity({ tableName: 'test_tally' })
export class Tally {
  @PrimaryKey({ type: 'text' })
  readonly id: string;

  @Property({ type: 'integer' })
  count: number = 0;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  constructor(id: string) {
    this.id = id;
  }
}

/** The same for MongoDB. */
@Entity({ collection: 'test_tally' })
export class MongoTally {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id: string;

  @Property({ type: 'integer' })
  count: number = 0;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  constructor(id: string) {
    this.id = id;
  }
}

type TallyClass = typeof Tally | typeof MongoTally;

/** Counts those who joined a course, once in whatever order they come and once in turn. */
function counter(Row: TallyClass) {
  @Injectable()
  class Counter {
    readonly most = { crowd: 0, queue: 0 };
    /** The enrollment that nobody can count. */
    unwelcome: string | undefined;
    private readonly running = { crowd: 0, queue: 0 };

    @EventHandler(JOINED, { consumer: 'crowd' })
    crowd(event: EventEnvelope<Joined>, em: EntityManager): Promise<void> {
      return this.count('crowd', event, em);
    }

    @EventHandler(JOINED, { consumer: 'queue', inTurnBy: 'courseId' })
    queue(event: EventEnvelope<Joined>, em: EntityManager): Promise<void> {
      return this.count('queue', event, em);
    }

    private async count(
      place: 'crowd' | 'queue',
      { aggregateId, payload }: EventEnvelope<Joined>,
      em: EntityManager,
    ): Promise<void> {
      this.running[place] += 1;
      this.most[place] = Math.max(this.most[place], this.running[place]);
      try {
        const tally = await em.findOneOrFail(Row, { id: `${place}/${payload.courseId}` });
        tally.count += 1;
        await em.flush();
        if (aggregateId === this.unwelcome) throw new Error('Unwelcome');
      } finally {
        this.running[place] -= 1;
      }
    }
  }
  return Counter;
}

/** The same proofs for each database: many events about different aggregates that change one row. */
export function describeCrowds(open: () => Promise<TestDatabase>, Row: TallyClass): void {
  const natsNamespace = `${uniqueName()}.`;
  const settings = {
    provision: true,
    natsUrl: testStores().natsUrl,
    natsNamespace,
    firstRetryMs: 10,
  };
  const stream = new StreamView(settings);
  const Counter = counter(Row);
  let database: TestDatabase;
  let service: TestApplication;

  beforeAll(async () => {
    database = await open();
    await provisionBroker(settings.natsUrl, natsNamespace);
    const { orm } = database;
    service = await startEventService({ service: 'alpha', orm, settings, providers: [Counter] });
  });

  afterAll(async () => {
    await service.stop();
    await stream.remove();
    await database.drop();
  });

  /** Tells that a crowd joined a course, and waits until both consumers have settled each of them. */
  async function join(courseId: string, users: readonly string[]): Promise<Set<unknown>> {
    const before = service.log.length;
    const em = forkOf(database.orm);
    em.persist([new Row(`crowd/${courseId}`), new Row(`queue/${courseId}`)]);
    for (const aggregateId of users) {
      const about = { aggregateId, aggregateVersion: 1 };
      service.app.get(Outbox).publish(em, JOINED, about, { courseId });
    }
    await em.flush();
    return settle(before, users.length);
  }

  /** The outcomes once both consumers have settled that many events. */
  async function settle(before: number, events: number): Promise<Set<unknown>> {
    const outcomes = () =>
      service.log
        .slice(before)
        .map((line) => line['outcome'])
        .filter((outcome) => outcome !== undefined && outcome !== 'retried');
    await eventually('all are settled', () => outcomes().length >= 2 * events);
    return new Set(outcomes());
  }

  async function countsOf(courseId: string): Promise<number[]> {
    const ids = [`crowd/${courseId}`, `queue/${courseId}`];
    const tallies = await forkOf(database.orm).find(Row, { id: { $in: ids } });
    return tallies.map(({ count }) => count);
  }

  it('are all counted, and conflicts use up no delivery', async () => {
    const courseId = newId();
    expect(await join(courseId, crowd())).toEqual(new Set(['handled']));
    expect(await countsOf(courseId)).toEqual([CROWD, CROWD]);
    const { most } = service.app.get(Counter);
    expect(most.crowd).toBeGreaterThan(1);
    expect(most.queue).toBe(1);
    const text = await service.app.get(Metrics).render();
    expect(text).not.toContain('outcome="retried"');
  });

  it('are counted without the failing one, whatever transaction it shares', async () => {
    const courseId = newId();
    const users = crowd();
    service.app.get(Counter).unwelcome = users[CROWD / 2];
    expect(await join(courseId, users)).toEqual(new Set(['handled', 'dead_lettered']));
    expect(await countsOf(courseId)).toEqual([CROWD - 1, CROWD - 1]);
    const letters = await forkOf(database.orm).find<DeadLetter | MongoDeadLetter>(
      deadLetterClassOf(database.orm.em),
      {},
    );
    expect(letters.map(({ consumer, error }) => `${consumer} ${error}`).sort()).toEqual([
      'alpha__crowd Error: Unwelcome',
      'alpha__queue Error: Unwelcome',
    ]);
  });

  it('are counted once when all are delivered again together', async () => {
    const courseId = newId();
    service.app.get(Counter).unwelcome = undefined;
    await join(courseId, crowd());
    const before = service.log.length;
    const again = await openMessageStore(database.orm.em).resendSince(new Date(0));
    expect(again).toBeGreaterThan(CROWD);
    // The one nobody could count before is welcome now; all the others are known.
    expect(await settle(before, again)).toEqual(new Set(['duplicate', 'handled']));
    expect(await countsOf(courseId)).toEqual([CROWD, CROWD]);
  });
}

function crowd(): string[] {
  return Array.from({ length: CROWD }, () => newId());
}
