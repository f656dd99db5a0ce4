import { connect } from 'nats';
import { NatsHealth } from '@course-plateform/common/nats';
import {
  TcpProxy,
  type TestApplication,
  eventually,
  testStores,
  uniqueName,
} from '@course-plateform/common/test-kit';
import { LOCALE } from '@course-plateform/common/i18n';
import {
  RequestContext,
  rpcContract,
  CALLER_TOKEN,
  DEADLINE,
} from '@course-plateform/common/kernel';
import { TRACE, startTrace } from '@course-plateform/common/observability';
import { RequestInvalid } from '@course-plateform/common/validation';
import { type QuestionSettings, startRpcService } from './service';
import { UpstreamReplyInvalid, UpstreamUnavailable, RemoteError } from '../src/rpc.errors';
import { RpcClient } from '../src/rpc-client';
import {
  AlphaRpcHandler,
  Response,
  BREAK,
  BetaRpcHandler,
  ECHO,
  HANG,
  LIE,
  LOOSE,
  NOBODY,
  Question,
  REFUSE,
  RELAYED,
  Seen,
} from './words';

let settings: QuestionSettings;
let alpha: TestApplication;
let beta: TestApplication;
let rpc: RpcClient;
const way = new TcpProxy(new URL(testStores().natsUrl));

beforeAll(async () => {
  const natsNamespace = `${uniqueName()}.`;
  settings = { natsUrl: testStores().natsUrl, natsNamespace, requestTimeoutMs: 2_000 };
  await way.mend();
  alpha = await startRpcService({
    service: 'alpha',
    settings,
    controllers: [AlphaRpcHandler],
  });
  beta = await startRpcService({
    service: 'beta',
    settings: { ...settings, natsUrl: way.url, requestTimeoutMs: 1_000 },
    controllers: [BetaRpcHandler],
  });
  rpc = beta.app.get(RpcClient);
});

afterAll(async () => {
  for (const end of AlphaRpcHandler.hung) end();
  await beta.stop();
  await alpha.stop();
  await way.cut();
});

function inContext<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
  return RequestContext.run(context, work);
}

describe('a request to another service', () => {
  it('passes instances of the request class to the handler and of the reply class to the caller', async () => {
    const response = await rpc.request(ECHO, { text: 'hello' });
    expect(response).toEqual({ text: 'Question: hello' });
    expect(response).toBeInstanceOf(Response);
  });

  it('rejects a payload that breaks the contract before it is sent, with a pointer', async () => {
    const refused = rpc.request(ECHO, { text: 'hello', lines: [{ amount: 1 }, { amount: 11 }] });
    await expect(refused).rejects.toBeInstanceOf(RequestInvalid);
    await expect(refused).rejects.toMatchObject({
      occurrence: { errors: [{ pointer: '/lines/1/amount', code: 'field.max' }] },
    });
  });

  it('rejects an invalid payload at the responder too', async () => {
    const connection = await connect({ servers: new URL(settings.natsUrl).host });
    const subject = settings.natsNamespace + LOOSE.subject;
    const packet = JSON.stringify({ id: '1', pattern: subject, data: { text: 7, extra: 1 } });
    const reply = (await connection.request(subject, packet)).json();
    expect(reply).toMatchObject({
      id: '1',
      err: {
        code: 'request.invalid',
        status: 422,
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: '/text', code: 'field.is_string' }),
          expect.objectContaining({ pointer: '/extra', code: 'field.unknown' }),
        ]),
      },
    });
    const garbage = (await connection.request(subject, 'not json')).json();
    expect(garbage).toMatchObject({ err: { code: 'request.malformed', status: 400 } });
    const text = `{"id":"1","data":{"text":"@"}}`.replace('@', '\u00ff');
    const latin = (await connection.request(subject, Buffer.from(text, 'latin1'))).json();
    expect(latin).toMatchObject({ err: { code: 'request.malformed', status: 400 } });
    expect(alpha.log.filter(({ level }) => level === 'error')).toEqual([]);
    const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`key${at}`, 1]));
    const crowded = JSON.stringify({ id: '1', data: { text: 'x', ...keys } });
    const bounded = (await connection.request(subject, crowded)).json<{
      err: { errors: unknown[]; errorsLeftOut: number };
    }>();
    expect(bounded.err.errors).toHaveLength(50);
    expect(bounded.err.errorsLeftOut).toBe(4950);
    await connection.close();
  });

  it('passes on the error of the other service with its code', async () => {
    const refused = rpc.request(REFUSE, { text: 'x' });
    await expect(refused).rejects.toBeInstanceOf(RemoteError);
    await expect(refused).rejects.toMatchObject({
      code: 'word.rude',
      status: 409,
      occurrence: { extensions: { allowed: ['please'] } },
    });
  });

  it('reveals nothing about an unexpected error', async () => {
    const failed = rpc.request(BREAK, { text: 'x' });
    await expect(failed).rejects.toMatchObject({ code: 'internal.error', status: 500 });
    await expect(failed).rejects.not.toThrow(/marker/);
  });

  it('does not send a reply that breaks its contract', async () => {
    await expect(rpc.request(LIE, { text: 'x' })).rejects.toMatchObject({ status: 500 });
  });

  it('rejects a reply that breaks the caller’s contract', async () => {
    const strict = rpcContract({
      subject: 'alpha.word.echo',
      request: Question,
      reply: Seen,
      callers: ['beta'],
    });
    await expect(rpc.request(strict, { text: 'x' })).rejects.toBeInstanceOf(UpstreamReplyInvalid);
  });

  it('fails with its own error for a request that is too large for the broker', async () => {
    const large = rpc.request(ECHO, { text: 'x'.repeat(2_000_000) });
    await expect(large).rejects.toMatchObject({ code: 'MAX_PAYLOAD_EXCEEDED' });
    await expect(large).rejects.not.toBeInstanceOf(UpstreamUnavailable);
  });

  it('fails at once without a responder', async () => {
    const started = performance.now();
    const failed = rpc.request(NOBODY, { text: 'x' });
    await expect(failed).rejects.toBeInstanceOf(UpstreamUnavailable);
    await expect(failed).rejects.toMatchObject({ status: 503, occurrence: { retryAfter: 2 } });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('does not wait longer than its deadline for a slow response', async () => {
    const started = performance.now();
    const slow = rpc.request(HANG, { text: 'x' }, { timeoutMs: 200 });
    await expect(slow).rejects.toBeInstanceOf(UpstreamUnavailable);
    expect(performance.now() - started).toBeLessThan(600);
  });

  it('is not sent after the deadline', async () => {
    const context = new RequestContext().set(DEADLINE, Date.now() - 1);
    const late = inContext(context, () => rpc.request(ECHO, { text: 'x' }));
    await expect(late).rejects.toBeInstanceOf(UpstreamUnavailable);
  });
});

describe('the headers of a request', () => {
  it('pass trace, token, language and a shrinking deadline along a chain of services', async () => {
    const trace = startTrace();
    const context = new RequestContext()
      .set(TRACE, trace)
      .set(CALLER_TOKEN, 'header.body.signature')
      .set(LOCALE, 'fr')
      .set(DEADLINE, Date.now() + 700);
    const seen = await inContext(context, () => rpc.request(RELAYED, {}));
    expect(seen).toMatchObject({
      traceId: trace.traceId,
      token: 'header.body.signature',
      locale: 'fr',
    });
    expect(seen.budget).toBeGreaterThan(0);
    expect(seen.budget).toBeLessThan(700);
  });

  it('lead to one log line per request with the caller’s trace, and no token', async () => {
    const trace = startTrace();
    const context = new RequestContext().set(TRACE, trace).set(CALLER_TOKEN, 'a.marker.token');
    await inContext(context, () => rpc.request(ECHO, { text: 'x' }));
    const lines = alpha.log.filter(({ traceId }) => traceId === trace.traceId);
    expect(lines).toEqual([
      expect.objectContaining({
        service: 'alpha',
        subject: 'alpha.word.echo',
        status: 200,
        durationMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(alpha.log)).not.toContain('marker');
  });
});

describe('an outage of the broker', () => {
  it('leads to 503 within the deadline, and to success afterwards without a restart', async () => {
    const health = beta.app.get(NatsHealth);
    await way.cut();
    await eventually('beta notices', () => !health.isConnected());
    const started = performance.now();
    await expect(rpc.request(ECHO, { text: 'x' }, { timeoutMs: 300 })).rejects.toMatchObject({
      status: 503,
    });
    expect(performance.now() - started).toBeLessThan(800);
    await way.mend();
    await eventually('beta is back', () => health.isConnected(), 2_000);
    await expect(rpc.request(ECHO, { text: 'again' })).resolves.toEqual({
      text: 'Question: again',
    });
    const direct = alpha.app.get(RpcClient);
    await expect(direct.request(RELAYED, {})).resolves.toBeInstanceOf(Seen);
  });
});
