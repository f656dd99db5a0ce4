import { MikroORM } from '@mikro-orm/core';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { DestinationStream } from 'pino';
import { EventsLifecycle, provisionBroker } from '@course-plateform/common/events';
import {
  type Readiness,
  databaseCheck,
  httpAdapter,
  openApiDocument,
  prepareHttp,
  versionRoutes,
} from '@course-plateform/common/http';
import { Clock, SystemClock } from '@course-plateform/common/kernel';
import { NatsHealth } from '@course-plateform/common/nats';
import {
  NestLogger,
  Tracing,
  createLogger,
  startTracing,
} from '@course-plateform/common/observability';
import { migrate } from '@course-plateform/common/persistence';
import {
  NeighbourReplyInvalid,
  NeighbourUnavailable,
  ServiceNatsServer,
  rpcMicroservice,
} from '@course-plateform/common/rpc';
import { PlatformModule } from './platform.module';
import type { PlatformSettings, ServiceDefinition } from './service-definition';

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

/** Any operation may need a neighbour that is away or answers nonsense. */
const NEIGHBOUR_ERRORS = [NeighbourReplyInvalid, NeighbourUnavailable];

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
    httpAdapter(settings),
    { logger: new NestLogger(logger), abortOnError: false, bodyParser: true },
  );
  const readiness: Readiness = {
    draining: false,
    checks: {
      database: databaseCheck(app.get(MikroORM)),
      nats: () => app.get(NatsHealth).isConnected(),
    },
  };
  await prepareHttp(app, readiness);
  if (settings.migrateOnStart) {
    await migrate(app.get(MikroORM), definition.database, logger);
  }
  if (settings.provisionOnStart) {
    await provisionBroker(settings.natsUrl, settings.natsNamespace);
  }
  serveDocument(app, service);
  app.connectMicroservice(rpcMicroservice(app), { inheritAppConfig: true });
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
  versionRoutes(app);
  return openApiDocument(app, { service, errors: NEIGHBOUR_ERRORS });
}

function serveDocument(app: NestFastifyApplication, service: string): void {
  // Made when somebody asks for it: most replicas are never asked, and all of them start sooner.
  SwaggerModule.setup(
    'docs',
    app,
    () => openApiDocument(app, { service, errors: NEIGHBOUR_ERRORS }),
    {
      jsonDocumentUrl: 'openapi.json',
    },
  );
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
  await app.get(ServiceNatsServer).close();
  await app.get(EventsLifecycle).stop();
  await app.close();
  await app.get(Tracing).close();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
