import { eventContract, newId } from '@course-plateform/common/kernel';
import { Metrics } from '@course-plateform/common/observability';
import type { EntityManager } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import type { EventEnvelope } from '../src/event';
import { EventHandler } from '../src/event-handler';
import { Outbox } from '../src/outbox';
import { provisionBroker } from '../src/streams';
import { type TestService, startTestService } from './service';
import { type TestDatabase, forkOf, storeUrl, uniqueName } from './stores';
import { StreamView } from './stream';
import { until } from './until';

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
      { payload }: EventEnvelope<Joined>,
      em: EntityManager,
    ): Promise<void> {
      this.running[place] += 1;
      this.most[place] = Math.max(this.most[place], this.running[place]);
      try {
        const tally = await em.findOneOrFail(Row, { id: `${place}/${payload.courseId}` });
        tally.count += 1;
        await em.flush();
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
    natsUrl: storeUrl('NATS'),
    natsNamespace,
    requestTimeoutMs: 2_000,
  };
  const stream = new StreamView(settings);
  const Counter = counter(Row);
  let database: TestDatabase;
  let service: TestService;

  beforeAll(async () => {
    database = await open();
    await provisionBroker(settings.natsUrl, natsNamespace);
    const { orm } = database;
    service = await startTestService({ service: 'alpha', orm, settings, providers: [Counter] });
  });

  afterAll(async () => {
    await service.stop();
    await stream.remove();
    await database.drop();
  });

  it('are all counted, and no try is spent on those who were overtaken', async () => {
    const courseId = newId();
    const em = forkOf(database.orm);
    em.persist([new Row(`crowd/${courseId}`), new Row(`queue/${courseId}`)]);
    for (let person = 0; person < CROWD; person += 1) {
      const about = { aggregateId: newId(), aggregateVersion: 1 };
      service.app.get(Outbox).add(em, JOINED, { courseId }, about);
    }
    await em.flush();
    const settled = () => service.log.filter((line) => line['outcome'] !== undefined);
    await until('all are settled', () => settled().length >= 2 * CROWD);
    expect(new Set(settled().map((line) => line['outcome']))).toEqual(new Set(['handled']));
    const tallies = await forkOf(database.orm).find(Row, {});
    expect(tallies.map(({ count }) => count)).toEqual([CROWD, CROWD]);
    const { most } = service.app.get(Counter);
    expect(most.crowd).toBeGreaterThan(1);
    expect(most.queue).toBe(1);
    const text = await service.app.get(Metrics).render();
    expect(text).not.toContain('outcome="retried"');
  });
}
