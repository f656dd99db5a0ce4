import { Body, Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/core';
import { Internal, Public } from '@course-plateform/common/auth';
import {
  defineSettings,
  mongodbSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';
import { Operation } from '@course-plateform/common/http';
import {
  defineService,
  mongoPlatformEntities,
  platformEntities,
} from '@course-plateform/common/service';
import { eventContract, rpcContract } from '@course-plateform/common/kernel';
import { type EventEnvelope, EventHandler, Outbox } from '@course-plateform/common/events';
import { RpcClient, RpcHandler } from '@course-plateform/common/rpc';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { IntegerField, TextField } from '@course-plateform/types/platform';
import { MigrationOfNotes, Note } from './notes.service';

/** Two services: one takes a note and publishes it, the other is called before and consumes the event afterwards. */

class Words {
  @TextField({ max: 200 })
  text!: string;
}

class Count {
  @IntegerField()
  count!: number;
}

const noteCount = rpcContract({
  subject: 'course.note.count',
  request: Words,
  reply: Count,
  callers: ['review'],
});

export const noteTaken = eventContract({
  subject: 'evt.review.note.taken.v1',
  payload: Words,
  consumers: { course: ['notes'] },
});

@Controller('notes')
class TakerController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly rpc: RpcClient,
  ) {}

  @Post()
  @Public()
  @Operation({ summary: 'Take a note', status: 201, response: Count })
  async takeNote(@Body() { text }: Words): Promise<Count> {
    const { count } = await this.rpc.request(noteCount, { text });
    return this.unitOfWork.run((em) => {
      const note = new Note(text);
      em.persist(note);
      this.outbox.publish(em, noteTaken, note, { text });
      return Promise.resolve({ count });
    });
  }

  @Get('broken')
  @Public()
  @Operation({ summary: 'Fail in a way nobody expects', response: Count })
  breakDown(): never {
    throw new Error('the ink is dry');
  }
}

@Controller()
class CounterRpcHandler {
  constructor(private readonly em: EntityManager) {}

  @RpcHandler(noteCount)
  @Internal()
  async countNotes(): Promise<Count> {
    return { count: await this.em.count(Note) };
  }
}

@Injectable()
class CounterEvents {
  @EventHandler(noteTaken, { consumer: 'notes' })
  taken({ payload }: EventEnvelope<Words>, em: EntityManager): Promise<void> {
    em.persist(new Note(payload.text));
    return Promise.resolve();
  }
}

@Module({ controllers: [TakerController] })
class TakerModule {}

@Module({ controllers: [CounterRpcHandler], providers: [CounterEvents] })
class CounterModule {}

const database = {
  kind: 'postgres',
  entities: [...platformEntities, Note],
  migrations: [MigrationOfNotes],
} as const;

export const taker = defineService({
  settings: defineSettings('review', { ...platformSettings('review'), ...postgresSettings }),
  database,
  module: TakerModule,
});

export const counter = defineService({
  settings: defineSettings('course', { ...platformSettings('course'), ...postgresSettings }),
  database,
  module: CounterModule,
});

/** The same on MongoDB. */
export const counterOnMongo = defineService({
  settings: defineSettings('course', { ...platformSettings('course'), ...mongodbSettings }),
  database: { kind: 'mongodb', entities: [...mongoPlatformEntities, Note], migrations: [] },
  module: CounterModule,
});
