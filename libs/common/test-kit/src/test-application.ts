import { Writable } from 'node:stream';
import type { INestApplication, ModuleMetadata } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ObservabilityModule } from '@course-plateform/common/observability';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** An application with some modules of the platform, in this process. */
export interface TestApplication {
  readonly app: INestApplication;
  readonly log: readonly LogLine[];
  stop(): Promise<void>;
}

export interface TestApplicationOptions extends ModuleMetadata {
  /** The service's name in its log. */
  readonly service: string;
  /** The transports that serve requests beside HTTP. */
  readonly transport?: (app: INestApplication) => CustomStrategy;
}

/** Starts an application with the given modules and observability, and captures its log. */
export async function startTestApplication(
  options: TestApplicationOptions,
): Promise<TestApplication> {
  const { service, imports = [], transport, ...parts } = options;
  const log: LogLine[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
  const observability = ObservabilityModule.forRoot({ service, level: 'debug', destination });
  const module = await Test.createTestingModule({
    ...parts,
    imports: [observability, ...imports],
  }).compile();
  const app = module.createNestApplication(new FastifyAdapter(), { logger: false });
  if (transport) app.connectMicroservice(transport(app), { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.init();
  return { app, log, stop: () => app.close() };
}
