import { EntityManager, MikroORM } from '@mikro-orm/core';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Metrics, Tracing } from '@course-plateform/common/observability';
import { AfterCommit } from './after-commit';
import { type DatabaseConnection, type DatabaseDefinition, openDatabase } from './database';
import { addPoolGauges, poolOf } from './database-pool';
import { PeriodicJobs } from './periodic-jobs';
import { UnitOfWork } from './unit-of-work';

/** Gives every module of a service its ORM, entity manager and unit of work. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(MikroORM) private readonly orm: MikroORM) {}

  /** @param definition what the service keeps @param connection where */
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
        PeriodicJobs,
      ],
      exports: [MikroORM, EntityManager, UnitOfWork, AfterCommit, PeriodicJobs],
    };
  }

  /** Stores close last: by now nothing uses them. */
  async onApplicationShutdown(): Promise<void> {
    await this.orm.close();
  }
}
