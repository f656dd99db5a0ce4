import { EntityManager, MikroORM } from '@mikro-orm/core';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Metrics, Tracing } from '@course-plateform/common/observability';
import { AfterCommit } from './after-commit';
import { type DatabaseConnection, type DatabaseDefinition, openDatabase } from './database';
import { addPoolGauges, poolOf } from './database-pool';
import { ScheduledJobs } from './scheduled-jobs';
import { UnitOfWork } from './unit-of-work';

/** Provides ORM, entity manager and unit of work to every module of a service. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(MikroORM) private readonly orm: MikroORM) {}

  /** @param definition entities and migrations @param connection where the database is */
  static forRoot(definition: DatabaseDefinition, connection: DatabaseConnection): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: MikroORM,
          inject: [Tracing, Metrics],
          useFactory: async (tracing: Tracing, metrics: Metrics) => {
            const orm = await openDatabase(definition, connection, { tracing, metrics });
            addPoolGauges(metrics, poolOf(definition.kind, orm));
            return orm;
          },
        },
        { provide: EntityManager, inject: [MikroORM], useFactory: (orm: MikroORM) => orm.em },
        UnitOfWork,
        AfterCommit,
        ScheduledJobs,
      ],
      exports: [MikroORM, EntityManager, UnitOfWork, AfterCommit, ScheduledJobs],
    };
  }

  /** Closes last, when nothing uses the database any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.orm.close();
  }
}
