import { EntityManager, MikroORM } from '@mikro-orm/core';
import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type DatabaseConnection, type DatabaseDefinition, openDatabase } from './database';
import { UnitOfWork } from './unit-of-work';

/** The injection token of the `DatabaseConnection`. */
export const DATABASE_CONNECTION = Symbol('DATABASE_CONNECTION');

/** The injection token of the `DatabaseDefinition`. */
export const DATABASE_DEFINITION = Symbol('DATABASE_DEFINITION');

/** Gives every module of a service its ORM, entity manager and unit of work. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(MikroORM) private readonly orm: MikroORM) {}

  /** @param definition what the service keeps; how to reach it comes from `DATABASE_CONNECTION` */
  static forRoot(definition: DatabaseDefinition): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DATABASE_DEFINITION, useValue: definition },
        {
          provide: MikroORM,
          inject: [DATABASE_CONNECTION],
          useFactory: (connection: DatabaseConnection) => openDatabase(definition, connection),
        },
        { provide: EntityManager, inject: [MikroORM], useFactory: (orm: MikroORM) => orm.em },
        UnitOfWork,
      ],
      exports: [MikroORM, EntityManager, UnitOfWork, DATABASE_DEFINITION],
    };
  }

  /** Stores close last: by now nothing uses them. */
  async onApplicationShutdown(): Promise<void> {
    await this.orm.close();
  }
}
