import { IsString } from 'class-validator';
import { ErrorCode, type Msg, type NatsConnection, NatsError, headers } from 'nats';
import { of } from 'rxjs';
import { RequestContext, rpcContract } from '@course-plateform/common/kernel';
import {
  type FinishedSpan,
  type Logger,
  Metrics,
  TRACE,
  Tracing,
  createLogger,
  startTrace,
} from '@course-plateform/common/observability';
import type { BrokerConnection } from '@course-plateform/common/nats';
import { ServiceNatsServer } from './nats-server';
import { RpcClient } from './rpc-client';

class Word {
  @IsString()
  text!: string;
}

const ECHO = rpcContract({
  subject: 'alpha.word.echo',
  request: Word,
  reply: Word,
  callers: ['alpha'],
});

const SETTINGS = { service: 'alpha', natsUrl: '', natsNamespace: '' };
const REFUSAL = { code: 'word.rude', status: 409, title: 'Rude word' };
const FAILURE = { code: 'word.lost', status: 500, title: 'Lost for words' };

function packet(content: object): Uint8Array {
  return Buffer.from(JSON.stringify(content));
}

/** Stands for the connection to the broker. */
class Broker {
  /** The reply to a request. */
  reply: object = { response: { text: 'echo' } };
  /** Why there is no response. */
  failure: NatsError | undefined;
  requests = 0;
  private request: (error: Error | null, message: Msg) => void = () => undefined;

  readonly link = {
    settings: SETTINGS,
    isConnected: () => true,
    connection: () => Promise.resolve(this.connection),
  } as unknown as BrokerConnection;

  private readonly connection = {
    flush: () => Promise.resolve(),
    request: () => {
      this.requests += 1;
      return this.failure
        ? Promise.reject(this.failure)
        : Promise.resolve({ data: packet(this.reply) });
    },
    subscribe: (_subject: string, { callback }: { callback: Broker['request'] }) => {
      this.request = callback;
      return { drain: () => Promise.resolve() };
    },
  } as unknown as NatsConnection;

  /** Hands a request to whoever has subscribed. @returns what is responded */
  question(trace: string): Promise<object> {
    const made = headers();
    made.set('traceparent', trace);
    return new Promise((resolve) => {
      const respond = (text: string): void => resolve(JSON.parse(text) as object);
      const message = {
        data: packet({ id: '1', data: { text: 'hello' } }),
        headers: made,
        respond,
      };
      this.request(null, message as unknown as Msg);
    });
  }

  refuse(error: Error): void {
    this.request(error, {} as Msg);
  }
}

describe('the observation of a request', () => {
  let broker: Broker;
  let spans: FinishedSpan[];
  let metrics: Metrics;
  let tracing: Tracing;
  let logger: Logger;
  let levels: string[];

  beforeEach(() => {
    broker = new Broker();
    spans = [];
    levels = [];
    metrics = new Metrics({ processMetrics: false });
    tracing = new Tracing({ take: (span) => spans.push(span), close: () => Promise.resolve() });
    const write = (line: string): void => {
      levels.push((JSON.parse(line) as { level: string }).level);
    };
    logger = createLogger({ service: 'alpha', level: 'info', destination: { write } });
  });

  /** The counts of a histogram, each with its labels. */
  async function counts(name: string): Promise<string[]> {
    return (await metrics.render()).split('\n').filter((line) => line.startsWith(`${name}_count`));
  }

  describe('by the caller', () => {
    function client(on = tracing): RpcClient {
      const settings = { requestTimeoutMs: 1000 };
      return new RpcClient(broker.link, SETTINGS, settings, metrics, on);
    }

    it('is a child span with its outcome', async () => {
      const trace = startTrace();
      await RequestContext.run(new RequestContext().set(TRACE, trace), async () => {
        await client().request(ECHO, { text: 'hello' });
        for (const err of [REFUSAL, FAILURE]) {
          broker.reply = { err };
          await expect(client().request(ECHO, { text: 'hello' })).rejects.toMatchObject({
            code: err.code,
            status: err.status,
          });
        }
        broker.reply = { response: { text: 7 } };
        await expect(client().request(ECHO, { text: 'hello' })).rejects.toMatchObject({
          status: 502,
        });
      });
      expect(spans.map(({ name, kind, errorType }) => [name, kind, errorType])).toEqual([
        ['alpha.word.echo', 'client', undefined],
        ['alpha.word.echo', 'client', 'refused'],
        ['alpha.word.echo', 'client', 'failed'],
        ['alpha.word.echo', 'client', 'failed'],
      ]);
      expect(spans[0]?.attributes).toEqual({
        'rpc.system.name': 'nats',
        'rpc.method': 'alpha.word.echo',
      });
      for (const span of spans) {
        expect(span.trace).toMatchObject({ traceId: trace.traceId, parentSpanId: trace.spanId });
      }
      expect(await counts('rpc_client_duration_seconds')).toEqual([
        'rpc_client_duration_seconds_count{subject="alpha.word.echo",outcome="ok"} 1',
        'rpc_client_duration_seconds_count{subject="alpha.word.echo",outcome="refused"} 1',
        'rpc_client_duration_seconds_count{subject="alpha.word.echo",outcome="failed"} 2',
      ]);
    });

    it('has no span outside of a trace, in an unrecorded one, or without tracing', async () => {
      await client().request(ECHO, { text: 'hello' });
      const unsampled = { ...startTrace(), sampled: false };
      await RequestContext.run(new RequestContext().set(TRACE, unsampled), () =>
        client().request(ECHO, { text: 'hello' }),
      );
      await RequestContext.run(new RequestContext().set(TRACE, startTrace()), () =>
        client(Tracing.off).request(ECHO, { text: 'hello' }),
      );
      expect(spans).toEqual([]);
    });

    it('repeats a request that no one received, and no other', async () => {
      const caller = client();
      broker.failure = new NatsError('late', ErrorCode.Timeout);
      const late = caller.request(ECHO, { text: 'hello' });
      await expect(late).rejects.toMatchObject({ code: 'upstream.unavailable' });
      expect(broker.requests).toBe(1);
      broker.failure = new NatsError('nobody', ErrorCode.NoResponders);
      const unavailable = caller.request(ECHO, { text: 'hello' });
      await expect(unavailable).rejects.toMatchObject({ code: 'upstream.unavailable' });
      expect(broker.requests).toBe(4);
    });

    it('allows only the callers in the contract', async () => {
      const other = client().as('beta').request(ECHO, { text: 'hello' });
      await expect(other).rejects.toThrow('beta is not among the callers of alpha.word.echo');
      expect(await client().as('beta').as('alpha').request(ECHO, { text: 'hello' })).toEqual({
        text: 'echo',
      });
    });
  });

  describe('by the responder', () => {
    async function responding(reply: unknown): Promise<ServiceNatsServer> {
      const settings = { requestTimeoutMs: 1000 };
      const server = new ServiceNatsServer(broker.link, settings, logger, metrics, tracing);
      const handle = () =>
        Promise.resolve(reply instanceof Error ? Promise.reject(reply) : of(reply));
      server.addHandler(ECHO.subject, handle, false, { contract: ECHO });
      await new Promise<void>((resolve) => server.listen(() => resolve()));
      return server;
    }

    it('is a child span, a metric and a log line', async () => {
      const [traceId, parentSpanId] = ['a'.repeat(32), 'b'.repeat(16)];
      await responding({ text: 'echo' });
      const response = await broker.question(`00-${traceId}-${parentSpanId}-01`);
      expect(response).toEqual({ id: '1', response: { text: 'echo' }, isDisposed: true });
      expect(spans).toEqual([
        {
          name: 'alpha.word.echo',
          kind: 'server',
          trace: expect.objectContaining({ traceId, parentSpanId }),
          startedMs: expect.any(Number),
          errorType: undefined,
          attributes: {
            'rpc.system.name': 'nats',
            'rpc.method': 'alpha.word.echo',
            'rpc.status_code': '200',
          },
        },
      ]);
      expect(await counts('rpc_server_duration_seconds')).toEqual([
        'rpc_server_duration_seconds_count{subject="alpha.word.echo",outcome="ok"} 1',
      ]);
      expect(levels).toEqual(['info']);
    });

    it.each([
      ['a reply that breaks the contract', { text: 7 }, 'error'],
      ['what nobody expected', new Error('Out of ink'), 'error'],
    ])('logs an error for %s', async (_what, reply, level) => {
      await responding(reply);
      const response = await broker.question(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
      expect(response).toMatchObject({ err: { code: 'internal.error', status: 500 } });
      expect(spans.map(({ errorType }) => errorType)).toEqual(['500']);
      expect(await counts('rpc_server_duration_seconds')).toEqual([
        'rpc_server_duration_seconds_count{subject="alpha.word.echo",outcome="failed"} 1',
      ]);
      expect(levels).toEqual([level, 'info']);
    });

    it('logs an error when the broker rejects the subscription', async () => {
      await responding({ text: 'echo' });
      broker.refuse(new Error('Permissions violation'));
      expect(levels).toEqual(['error']);
    });
  });
});
