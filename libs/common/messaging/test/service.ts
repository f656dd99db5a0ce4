import { Writable } from 'node:stream';
import { DomainError, RequestContext, toProblem } from '@course-plateform/common/kernel';
import { ObservabilityModule, TRACE } from '@course-plateform/common/observability';
import { EntityManager, type MikroORM } from '@mikro-orm/core';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Global,
  type INestApplication,
  Module,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { throwError } from 'rxjs';
import { MessagingModule, messagingMicroservice } from '../src/messaging.module';
import type { MessagingSettings } from '../src/settings';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A service in this process, over real stores. */
export interface TestService {
  readonly app: INestApplication;
  readonly log: readonly LogLine[];
  stop(): Promise<void>;
}

export interface TestServiceOptions {
  readonly service: string;
  readonly orm: MikroORM;
  readonly settings: MessagingSettings;
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
}

/** Does what the platform's filter does. */
@Catch()
class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): unknown {
    const traceId = RequestContext.get(TRACE)?.traceId;
    const translate = (_code: string, _part: string, english: string): string => english;
    const problem = toProblem(error, { ...(traceId ? { traceId } : {}), translate });
    const { retryAfter } = error instanceof DomainError ? error.occurrence : {};
    return throwError(() => ({ ...problem, ...(retryAfter ? { retryAfter } : {}) }));
  }
}

export async function startTestService(options: TestServiceOptions): Promise<TestService> {
  const log: LogLine[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
  const { service, settings } = options;

  @Global()
  @Module({
    providers: [{ provide: EntityManager, useValue: options.orm.em }],
    exports: [EntityManager],
  })
  class DatabaseModule {}

  const module = await Test.createTestingModule({
    imports: [
      ObservabilityModule.forRoot({ service, level: 'debug', destination }),
      DatabaseModule,
      MessagingModule.forRoot({ service, settings }),
    ],
    controllers: [...(options.controllers ?? [])],
    providers: [...(options.providers ?? []), { provide: APP_FILTER, useClass: ProblemFilter }],
  }).compile();
  const app = module.createNestApplication(new FastifyAdapter(), { logger: false });
  app.connectMicroservice(messagingMicroservice(app), { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.init();
  return { app, log, stop: () => app.close() };
}
