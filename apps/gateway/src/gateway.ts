import Fastify, { type FastifyInstance } from 'fastify';
import { SettingsInvalid } from '@course-plateform/common/config';
import {
  compressResponses,
  edgeServerOptions,
  frameworkFailure,
  protect,
  sendProblem,
} from '@course-plateform/common/edge';
import { InternalError } from '@course-plateform/common/kernel';
import { Logger, createLogger, logUnhandled } from '@course-plateform/common/observability';
import { GatewaySettings } from './env';
import { registerPortal } from './portal/portal';
import { isUpload, streamBodies } from './proxy/request-body';
import { registerRoutes } from './proxy/routes';

/** The edge of a laptop and the portal: it keeps nothing and knows nobody; every rule is kept by the services. */
export async function createGateway(
  settings: GatewaySettings,
  logger: Logger,
): Promise<FastifyInstance> {
  const gateway = Fastify({
    ...edgeServerOptions(settings),
  });
  const state = { draining: false };
  gateway.setErrorHandler((error, request, reply) => {
    const failure = frameworkFailure(error);
    if (!failure) logger.error({ err: error }, 'request failed');
    return sendProblem(failure ?? new InternalError(), request, reply);
  });
  gateway.addHook('preClose', (done) => {
    state.draining = true;
    done();
  });
  await protect(gateway, {
    policy: 'portal',
    nodeEnv: settings.nodeEnv,
    corsOrigins: settings.corsOrigins,
    requestTimeoutMs: settings.requestTimeoutMs,
    isLong: isUpload,
    isDraining: () => state.draining,
  });
  streamBodies(gateway);
  await compressResponses(gateway);
  gateway.get('/health/live', () => ({ status: 'up' }));
  gateway.get('/health/ready', (_request, reply) =>
    reply
      .status(state.draining ? 503 : 200)
      .send({ status: state.draining ? 'draining' : 'up', checks: {} }),
  );
  await registerPortal(gateway, settings);
  await registerRoutes(gateway, settings, logger);
  return gateway;
}

/** Starts the gateway from the environment and serves until SIGTERM or SIGINT. */
export async function startGateway(): Promise<void> {
  try {
    const settings = GatewaySettings.load();
    const logger = createLogger({ service: 'gateway', level: settings.logLevel });
    const gateway = await createGateway(settings, logger);
    logUnhandled(process, logger, (code) => process.exit(code));
    await gateway.listen({ host: settings.host, port: settings.port });
    logger.info({ port: settings.port }, 'ready');
    const stop = (): void => {
      setTimeout(() => void gateway.close().then(() => process.exit(0)), settings.drainDelayMs);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    const detail = error instanceof SettingsInvalid ? error.message : String(error);
    process.stderr.write(`The gateway stopped: ${detail}\n`);
    process.exit(1);
  }
}
