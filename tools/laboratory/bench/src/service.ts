import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { MikroORM } from '@mikro-orm/core';
import { Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventsModule } from '@course-plateform/common/events';
import { NatsModule } from '@course-plateform/common/nats';
import {
  ObservabilityModule,
  createLogger,
  lineBuffer,
} from '@course-plateform/common/observability';
import { type DatabaseDefinition, DatabaseModule } from '@course-plateform/common/persistence';
import { RpcModule, rpcMicroservice } from '@course-plateform/common/rpc';
import { setting } from './setting';

/** What a measured service is made of. */
export interface BenchService {
  readonly service: string;
  readonly namespace: string;
  readonly database: DatabaseDefinition;
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
}

/** Makes a service of the platform's parts, over a database of its own. `app.init()` starts its relay and consumers. */
export async function createBenchService(options: BenchService): Promise<NestFastifyApplication> {
  const { service, namespace, database } = options;
  const url = setting(database.kind === 'mongodb' ? 'MONGODB_URL' : 'POSTGRES_URL');
  const databaseName = `bench_${service}_${namespace.replaceAll('.', '')}`;

  @Module({
    imports: [
      // It writes its lines like any service, only nobody keeps them.
      ObservabilityModule.forRoot(
        createLogger({ service, level: 'info', destination: lineBuffer(openSync(devNull, 'w')) }),
      ),
      DatabaseModule.forRoot(database, { url, databaseName, poolMax: 10 }),
      NatsModule.forRoot({ service, natsUrl: setting('NATS_URL'), natsNamespace: namespace }),
      RpcModule.forRoot({ requestTimeoutMs: 5_000, checkReplies: false }),
      EventsModule.forRoot({ provision: true }),
    ],
    controllers: [...(options.controllers ?? [])],
    providers: [...(options.providers ?? [])],
  })
  class BenchModule {}

  const app = await NestFactory.create<NestFastifyApplication>(BenchModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  await app.get(MikroORM).schema.create();
  app.connectMicroservice(rpcMicroservice(app), { inheritAppConfig: true });
  return app;
}
