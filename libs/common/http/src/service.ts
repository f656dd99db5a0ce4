import { MikroORM } from '@mikro-orm/core';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { DestinationStream } from 'pino';
import { compressResponses, edgeServerOptions, protect } from '@course-plateform/common/edge';
import { Clock, SystemClock } from '@course-plateform/common/kernel';
import {
  MessagingLifecycle,
  messagingMicroservice,
  provisionBroker,
} from '@course-plateform/common/events';
import { NatsHealth } from '@course-plateform/common/nats';
import {
  Logger,
  Metrics,
  NestLogger,
  Tracing,
  createLogger,
  startTracing,
} from '@course-plateform/common/observability';
import { migrate } from '@course-plateform/common/persistence';
import { completeAnswers } from './answer.hooks';
import { readBodies } from './body-parser';
import { type Readiness, databaseCheck, operationRoutes } from './health';
import { IdempotencyStore } from './idempotency.store';
import { openApiDocument } from './openapi';
import { PlatformModule } from './platform.module';
import { ProblemFilter } from './problem.filter';
import { openRequestContext } from './request-context.hook';
import { observeRequests } from './request-log.hook';
import type { ServiceDefinition } from './service-definition';
import type { PlatformSettings } from './settings';

/** A service that takes requests. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  /** Where it listens, for example `http://127.0.0.1:3007`. */
  readonly url: string;
  /** Ends what is in flight, then closes everything in order. May be called twice. */
  stop(): Promise<void>;
}

/** What a service takes from around it. */
interface Surroundings {
  readonly clock?: Clock;
  readonly logTo?: DestinationStream;
}

/** Routes that stand outside `/api/v1`. */
const UNVERSIONED = ['.well-known/jwks.json', 'course/graphiql', 'course/graphiql/:asset'].map(
  (path) => ({
    path,
    method: RequestMethod.GET,
  }),
);

/**
 * Starts a service with given settings and comes back when it is ready.
 * @param surroundings the time, and where the log goes instead of standard output; tests set their own
 */
export async function runService(
  definition: ServiceDefinition,
  settings: PlatformSettings,
  surroundings: Surroundings = {},
): Promise<RunningService> {
  const service = definition.settings.service;
  const { clock = new SystemClock(), logTo } = surroundings;
  const logger = createLogger({
    service,
    level: settings.logLevel,
    ...(logTo ? { destination: logTo } : {}),
  });
  const tracing = await startTracing({
    service,
    endpoint: settings.otelExporterOtlpEndpoint,
    ratio: settings.otelTracesSamplerArg,
    logger,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    PlatformModule.around(definition, { settings, logger, tracing, clock }),
    fastifyAdapter(settings),
    { logger: new NestLogger(logger), abortOnError: false, bodyParser: true },
  );
  const readiness = await prepareHttp(app, settings);
  if (settings.migrateOnStart) {
    await migrate(app.get(MikroORM), definition.database);
  }
  if (settings.provisionOnStart) {
    await provisionBroker(settings.natsUrl, settings.natsNamespace);
  }
  serveDocument(app, service);
  app.connectMicroservice(messagingMicroservice(app), { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
  await app.listen({ port: settings.port, host: settings.host });
  logger.info({ port: settings.port }, 'ready');
  return { app, url: await app.getUrl(), stop: once(() => drain(app, settings, readiness)) };
}

/**
 * The OpenAPI document of a service, made without starting anything (Nest's preview mode). Settings are the defaults:
 * the document must not depend on where it is made.
 */
export async function describeService(definition: ServiceDefinition): Promise<object> {
  const { service } = definition.settings;
  const platform = PlatformModule.around(definition, {
    settings: definition.settings.load({}),
    logger: createLogger({ service, level: 'silent' }),
    tracing: Tracing.off,
    clock: new SystemClock(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(platform, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  version(app);
  return openApiDocument(app, service);
}

/** Nest sets its error handler too late for a service whose GraphQL module boots Fastify first: ours is there before. */
class ServiceAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.instance;
  }
}

function fastifyAdapter(settings: PlatformSettings): FastifyAdapter {
  return new ServiceAdapter({
    ...edgeServerOptions(settings),
    bodyLimit: settings.bodyLimitBytes,
  });
}

function version(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: UNVERSIONED });
}

async function prepareHttp(
  app: NestFastifyApplication,
  settings: PlatformSettings,
): Promise<Readiness> {
  const fastify = app.getHttpAdapter().getInstance();
  const readiness: Readiness = {
    draining: false,
    checks: {
      database: databaseCheck(app.get(MikroORM)),
      nats: () => app.get(NatsHealth).isConnected(),
    },
  };
  version(app);
  const problems = app.get(ProblemFilter);
  fastify.setErrorHandler((error, request, reply) => problems.answer(error, request, reply));
  readBodies(app, settings.bodyLimitBytes);
  const [logger, metrics, tracing] = [app.get(Logger), app.get(Metrics), app.get(Tracing)];
  openRequestContext(fastify, tracing);
  observeRequests(fastify, { logger, metrics, tracing }, readiness);
  await protect(fastify, {
    policy: 'api',
    nodeEnv: settings.nodeEnv,
    corsOrigins: settings.corsOrigins,
    trustedProxySecret: settings.trustedProxySecret,
    isDraining: () => readiness.draining,
  });
  completeAnswers(fastify, app.get(IdempotencyStore));
  await compressResponses(fastify);
  operationRoutes(fastify, readiness, metrics);
  return readiness;
}

function serveDocument(app: NestFastifyApplication, service: string): void {
  // Made when somebody asks for it: most replicas are never asked, and all of them start sooner.
  SwaggerModule.setup('docs', app, () => openApiDocument(app, service), {
    jsonDocumentUrl: 'openapi.json',
  });
}

/**
 * Ready says no, new requests are still taken for a while (proxies need it to notice), then the rest in the
 * order in which one depends on the other: HTTP, questions, consumers and relay, stores, spans.
 */
async function drain(
  app: NestFastifyApplication,
  settings: PlatformSettings,
  readiness: Readiness,
): Promise<void> {
  readiness.draining = true;
  await new Promise((resolve) => setTimeout(resolve, settings.drainDelayMs));
  await app.getHttpAdapter().getInstance().close();
  const messaging = app.get(MessagingLifecycle);
  await messaging.stopRpc();
  await messaging.stopConsumersAndRelay();
  await app.close();
  await app.get(Tracing).close();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
