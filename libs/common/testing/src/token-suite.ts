import { Controller, Module } from '@nestjs/common';
import { type NatsConnection, connect, headers } from 'nats';
import { Auth } from '@course-plateform/common/auth';
import type { ServiceDefinition } from '@course-plateform/common/service';
import { type Class, newId, rpcContract } from '@course-plateform/common/kernel';
import { RpcHandler } from '@course-plateform/common/rpc';
import { wireSubject } from '@course-plateform/common/nats';
import { BooleanField } from '@course-plateform/types/platform';
import { testStores } from '@course-plateform/common/test-kit';
import { type TestService, startTestService } from './test-service';
import { TOKEN_FORGERIES, type TrustedKey, tokenOf } from './token-forgeries';

interface TokenSuiteOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The key the service trusts, when it is not that of the test. */
  readonly trustedKey?: (service: TestService) => Promise<TrustedKey>;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
}

interface HttpOperation {
  readonly method: string;
  readonly path: string;
}

class Nothing {}

class Admitted {
  @BooleanField()
  admitted!: boolean;
}

const REPLY_MS = 5000;

/**
 * Describes that a service accepts no invalid token, over HTTP and as the caller of a request over NATS. The
 * request is the suite's own, added to the real service, because most services serve only requests without a caller.
 */
export function describeTokens(
  definition: ServiceDefinition,
  options: TokenSuiteOptions = {},
): void {
  const subject = `${definition.settings.service}.token.test`;

  describe(`the tokens of ${definition.settings.service}`, () => {
    let service: TestService;
    let broker: NatsConnection;
    let key: TrustedKey;
    let operation: HttpOperation;

    beforeAll(async () => {
      service = await startTestService(
        { ...definition, module: withQuestion(definition.module, subject) },
        { environment: options.environment ?? {} },
      );
      broker = await connect({ servers: new URL(testStores().natsUrl).host });
      key = await (options.trustedKey?.(service) ?? Promise.resolve(service.trustedKey));
      operation = await protectedOperation(service.url);
    });

    afterAll(async () => {
      await broker.close();
      await service.stop();
    });

    /** The response to a request with a token. */
    async function overHttp(token: string): Promise<Response> {
      return fetch(new URL(operation.path, service.url), {
        method: operation.method,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': newId() },
      });
    }

    /** The response to a request that carries a token. */
    async function overNats(token: string): Promise<{ response?: object; err?: Refusal }> {
      const head = headers();
      head.set('authorization', `Bearer ${token}`);
      const wire = wireSubject(service.namespace, subject);
      const packet = JSON.stringify({ id: newId(), pattern: wire, data: {} });
      const response = await broker.request(wire, packet, { timeout: REPLY_MS, headers: head });
      return response.json();
    }

    it('are accepted when they are valid', async () => {
      const token = await tokenOf(key);
      expect((await overHttp(token)).status).not.toBe(401);
      expect(await overNats(token)).toMatchObject({ response: { admitted: true } });
    });

    describe.each(TOKEN_FORGERIES)('are rejected: one $title', ({ make, code }) => {
      it('over HTTP', async () => {
        const response = await overHttp(await make(key));
        expect(await response.json()).toMatchObject({ status: 401, code });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toBe('Bearer');
      });

      it('over NATS', async () => {
        expect((await overNats(await make(key))).err).toMatchObject({ status: 401, code });
      });
    });
  });
}

/** The service's module and a request that only signed-in callers may send. */
function withQuestion(module: Class<object>, subject: string): Class<object> {
  const contract = rpcContract({ subject, request: Nothing, reply: Admitted, callers: [] });

  @Controller()
  class TokenQuestion {
    @RpcHandler(contract)
    @Auth()
    response(): Promise<Admitted> {
      return Promise.resolve({ admitted: true });
    }
  }

  @Module({ imports: [module], controllers: [TokenQuestion] })
  class WithQuestion {}
  return WithQuestion;
}

/** An operation of the service that is not for everybody; one that reads, if there is one. */
async function protectedOperation(url: string): Promise<HttpOperation> {
  const document = (await (await fetch(new URL('/openapi.json', url))).json()) as {
    paths: Record<string, Record<string, { 'x-permission'?: string }>>;
  };
  const found = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { 'x-permission': permission }]) => permission && permission !== 'public')
      .map(([method]) => ({ method: method.toUpperCase(), path: path.replace(/{\w+}/g, newId()) })),
  );
  const operation = found.find(({ method }) => method === 'GET') ?? found[0];
  if (!operation) throw new Error('Every operation of the service is public');
  return operation;
}
