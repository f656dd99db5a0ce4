import { newId } from '@course-plateform/common/kernel';
import { type Statements, summaryOfStatements } from './statements';
import { type TestService, bearer } from './test-service';
import type { TestUser } from './token-factory';

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export type Method = (typeof METHODS)[number];

/** A request to a service that is watched. */
export interface WatchedRequest {
  readonly service: TestService;
  readonly statements: Statements;
  readonly caller: TestUser;
  readonly method: Method;
  /** Behind the prefix of the version. */
  readonly path: string;
  readonly body?: object | undefined;
  /** For `If-Match`; 1 when left out. */
  readonly version?: number | undefined;
}

/** What a request gets, and what it makes the service do: its statements and its requests to other services. */
export async function effectsOf(request: WatchedRequest) {
  const { service, statements, caller, method, path, version = 1 } = request;
  const { status, body }: { status: number; body: Record<string, unknown> } = await service.http[
    method
  ](`/api/v1${path}`)
    .set({ ...bearer(caller), 'If-Match': `"${String(version)}"`, 'Idempotency-Key': newId() })
    .send(request.body);
  const { instance: _instance, traceId, ...problem } = body;
  // By its trace, because jobs and handlers of events go on meanwhile.
  const trace = String(traceId);
  return {
    status,
    problem,
    statements: summaryOfStatements(statements.ofTrace(trace)),
    requests: service.upstreams.requests
      .filter(({ traceparent }) => traceparent.includes(trace))
      .map(({ subject }) => subject),
  };
}
