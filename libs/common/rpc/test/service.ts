import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { throwError } from 'rxjs';
import { NatsModule } from '@course-plateform/common/nats';
import {
  type TestApplication,
  type TestApplicationOptions,
  startTestApplication,
} from '@course-plateform/common/test-kit';
import { DomainError, RequestContext, toProblem } from '@course-plateform/common/kernel';
import { TRACE } from '@course-plateform/common/observability';
import { RpcModule, rpcMicroservice } from '../src/rpc.module';
import type { RpcSettings } from '../src/rpc.settings';

/** How the services of these tests reach the broker and each other. */
export interface QuestionSettings extends RpcSettings {
  readonly natsUrl: string;
  readonly natsNamespace: string;
}

interface RpcServiceOptions extends Pick<TestApplicationOptions, 'service' | 'controllers'> {
  readonly settings: QuestionSettings;
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

/** A service that sends and serves requests, over a real broker. */
export async function startRpcService(options: RpcServiceOptions): Promise<TestApplication> {
  const { service, settings, controllers } = options;
  return startTestApplication({
    service,
    imports: [NatsModule.forRoot({ service, ...settings }), RpcModule.forRoot(settings)],
    ...(controllers ? { controllers } : {}),
    providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    transport: rpcMicroservice,
  });
}
