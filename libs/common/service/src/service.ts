import { MikroORM } from '@mikro-orm/core';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { DestinationStream } from 'pino';
import { EventsLifecycle, provisionBroker } from '@course-plateform/common/events';
import {
  OptionalDependencies,
  type Readiness,
  databaseCheck,
  httpAdapter,
  openApiDocument,
  prepareHttp,
  versionRoutes,
} from '@course-plateform/common/http';
import {
  type Clock,
  type RealClock,
  MovableClock,
  SystemClock,
} from '@course-plateform/common/kernel';
import { NatsHealth } from '@course-plateform/common/nats';
import {
  NestLogger,
  Tracing,
  type Logger,
  createLogger,
  startTracing,
} from '@course-plateform/common/observability';
import { migrate } from '@course-plateform/common/persistence';
import {
  UpstreamReplyInvalid,
  UpstreamUnavailable,
  ServiceNatsServer,
  rpcMicroservice,
} from '@course-plateform/common/rpc';
import { PlatformModule } from './platform.module';
import type { PlatformSettings, ServiceDefinition } from './service-definition';
import { TestClock } from './test-clock';

/** A running service. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  /** Its URL, for example `http://127.0.0.1:3007`. */
  readonly url: string;
  /** Finishes requests in flight, then closes everything in order. Can be called twice. */
  stop(): Promise<void>;
}

/** The replaceable environment of a service. */
interface Surroundings {
  /** Both times, unless there is a `realClock`. */
  readonly clock?: Clock;
  readonly realClock?: RealClock;
  readonly logTo?: DestinationStream;
}

/** Any operation may need an upstream service that is unavailable or returns an invalid reply. */
const UPSTREAM_ERRORS = [UpstreamReplyInvalid, UpstreamUnavailable];

/**
 * Starts a service and resolves when it is ready.
 * @param surroundings the clocks and the destination of the log, which tests replace
 */
export async function runService(
  definition: ServiceDefinition,
  settings: PlatformSettings,
  surroundings: Surroundings = {},
): Promise<RunningService> {
  const service = definition.settings.service;
  const { logTo } = surroundings;
  const clocks = clocksOf(surroundings);
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
    PlatformModule.around(definition, { settings, logger, tracing, ...clocks }),
    httpAdapter(settings),
    { logger: new NestLogger(logger), abortOnError: false, bodyParser: true },
  );
  try {
    return await serve(app, definition, settings, logger);
  } catch (error) {
    // What is open by now, such as connections, would keep the process from ending.
    await app.close().catch((err: unknown) => {
      logger.warn({ err }, 'shutdown after failed start incomplete');
    });
    throw error;
  }
}

async function serve(
  app: NestFastifyApplication,
  definition: ServiceDefinition,
  settings: PlatformSettings,
  logger: Logger,
): Promise<RunningService> {
  const readiness: Readiness = {
    draining: false,
    checks: {
      database: databaseCheck(app.get(MikroORM)),
      nats: () => app.get(NatsHealth).isConnected(),
    },
    optional: app.get(OptionalDependencies),
  };
  await prepareHttp(app, readiness);
  if (settings.migrateOnStart) {
    await migrate(app.get(MikroORM), definition.database, logger);
  }
  if (settings.provisionOnStart) {
    await provisionBroker(settings.natsUrl, settings.natsNamespace, settings);
  }
  // Before anything is served, consumed or scheduled.
  if (settings.testClock) await app.get(TestClock).follow();
  serveDocument(app, definition.settings.service);
  app.connectMicroservice(rpcMicroservice(app), { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
  await app.listen({ port: settings.port, host: settings.host });
  logger.info({ port: settings.port }, 'ready');
  return { app, url: await app.getUrl(), stop: once(() => drain(app, settings, readiness)) };
}

/**
 * The OpenAPI document of a service, generated without starting it (Nest's preview mode). It uses default settings,
 * because the document must not depend on the environment.
 */
export async function describeService(definition: ServiceDefinition): Promise<object> {
  const { service } = definition.settings;
  const platform = PlatformModule.around(definition, {
    settings: definition.settings.load({}),
    logger: createLogger({ service, level: 'silent' }),
    tracing: Tracing.off,
    ...clocksOf(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(platform, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  versionRoutes(app);
  return openApiDocument(app, { service, errors: UPSTREAM_ERRORS });
}

/** Domain time is real time, unless someone moves it. */
export function clocksOf({ clock, realClock }: Surroundings = {}): {
  readonly clock: Clock;
  readonly realClock: RealClock;
} {
  const real = realClock ?? clock ?? new SystemClock();
  return { clock: clock ?? new MovableClock(real), realClock: real };
}

function serveDocument(app: NestFastifyApplication, service: string): void {
  // Created on first use, which makes the start faster: most replicas never need it.
  SwaggerModule.setup(
    'docs',
    app,
    () => openApiDocument(app, { service, errors: UPSTREAM_ERRORS }),
    {
      jsonDocumentUrl: 'openapi.json',
    },
  );
}

/**
 * Shuts down: first readiness fails while new requests are still served, so that proxies notice, then everything closes
 * in the order of dependencies: HTTP, requests, consumers and relay, stores, spans.
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
