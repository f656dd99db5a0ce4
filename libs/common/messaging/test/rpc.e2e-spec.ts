import { RequestContext, domainError, rpcContract } from '@course-plateform/common/kernel';
import { TRACE, startTrace } from '@course-plateform/common/observability';
import { Controller } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, ValidateNested } from 'class-validator';
import { connect } from 'nats';
import { messagingEntities } from '../src/message.entity';
import { NeighbourReplyInvalid, NeighbourUnavailable, RemoteError, RequestInvalid } from '../src/messaging.errors';
import { NatsHealth } from '../src/nats-connection';
import { RpcClient } from '../src/rpc-client';
import { RpcHandler } from '../src/rpc-handler';
import { CALLER_TOKEN, DEADLINE, LOCALE, type MessagingSettings } from '../src/settings';
import { CuttableWay } from './proxy';
import { type TestService, startTestService } from './service';
import { type TestDatabase, postgresDatabase, storeUrl, uniqueName } from './stores';
import { until } from './until';

class Line {
  @IsInt()
  @Max(10)
  amount!: number;
}

class Question {
  @IsString()
  text!: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines?: Line[];
}

class Answer {
  @IsString()
  text!: string;
}

class Nothing {}

class Seen {
  @IsString()
  traceId!: string;

  @IsString()
  token!: string;

  @IsString()
  locale!: string;

  @IsInt()
  budget!: number;
}

const ECHO = rpcContract({ subject: 'alpha.word.echo', request: Question, reply: Answer });
const REFUSE = rpcContract({ subject: 'alpha.word.refuse', request: Question, reply: Answer });
const BREAK = rpcContract({ subject: 'alpha.word.break', request: Question, reply: Answer });
const LIE = rpcContract({ subject: 'alpha.word.lie', request: Question, reply: Answer });
const HANG = rpcContract({ subject: 'alpha.word.hang', request: Question, reply: Answer });
const SEE = rpcContract({ subject: 'alpha.word.see', request: Nothing, reply: Seen });
const RELAYED = rpcContract({ subject: 'beta.word.see', request: Nothing, reply: Seen });
const NOBODY = rpcContract({ subject: 'gamma.word.echo', request: Question, reply: Answer });
/** The same subject, asked by somebody who does not keep to the contract. */
const LOOSE = rpcContract({ subject: 'alpha.word.echo', request: Nothing, reply: Answer });

class WordRude extends domainError({ code: 'word.rude', status: 409, title: 'Rude word' }) {}

@Controller()
class AlphaRpcHandler {
  static readonly hung = new Set<() => void>();

  @RpcHandler(ECHO)
  async echo(question: Question): Promise<Answer> {
    return { text: `${question.constructor.name}: ${question.text}` };
  }

  @RpcHandler(REFUSE)
  async refuse(): Promise<Answer> {
    throw new WordRude({ extensions: { allowed: ['please'] } });
  }

  @RpcHandler(BREAK)
  async break(): Promise<Answer> {
    throw new Error('the canary secret');
  }

  @RpcHandler(LIE)
  async lie(): Promise<Answer> {
    return { text: 1 } as unknown as Answer;
  }

  @RpcHandler(HANG)
  hang(): Promise<Answer> {
    return new Promise((resolve) => AlphaRpcHandler.hung.add(() => resolve({ text: 'late' })));
  }

  @RpcHandler(SEE)
  async see(): Promise<Seen> {
    return {
      traceId: RequestContext.get(TRACE)?.traceId ?? '',
      token: RequestContext.get(CALLER_TOKEN) ?? '',
      locale: RequestContext.get(LOCALE) ?? '',
      budget: (RequestContext.get(DEADLINE) ?? 0) - Date.now(),
    };
  }
}

@Controller()
class BetaRpcHandler {
  constructor(private readonly rpc: RpcClient) {}

  @RpcHandler(RELAYED)
  async see(): Promise<Seen> {
    return this.rpc.ask(SEE, {});
  }
}

let database: TestDatabase;
let settings: MessagingSettings;
let alpha: TestService;
let beta: TestService;
let rpc: RpcClient;
const way = new CuttableWay(new URL(storeUrl('NATS')));

beforeAll(async () => {
  database = await postgresDatabase(messagingEntities);
  const natsNamespace = `${uniqueName()}.`;
  settings = { natsUrl: storeUrl('NATS'), natsNamespace, requestTimeoutMs: 2_000 };
  const { orm } = database;
  await way.mend();
  alpha = await startTestService({ service: 'alpha', orm, settings, controllers: [AlphaRpcHandler] });
  beta = await startTestService({
    service: 'beta',
    orm,
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
  await database.drop();
});

function inContext<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
  return RequestContext.run(context, work);
}

describe('asking another service', () => {
  it('gives the handler an instance of the request class and the caller an instance of the reply class', async () => {
    const answer = await rpc.ask(ECHO, { text: 'hello' });
    expect(answer).toEqual({ text: 'Question: hello' });
    expect(answer).toBeInstanceOf(Answer);
  });

  it('refuses a payload that breaks the contract before it is sent, with a pointer', async () => {
    const refused = rpc.ask(ECHO, { text: 'hello', lines: [{ amount: 1 }, { amount: 11 }] });
    await expect(refused).rejects.toBeInstanceOf(RequestInvalid);
    await expect(refused).rejects.toMatchObject({
      occurrence: { errors: [{ pointer: '/lines/1/amount', code: 'field.max' }] },
    });
  });

  it('refuses the wrong payload of somebody who does not check', async () => {
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
    expect(garbage).toMatchObject({ err: { code: 'request.invalid', status: 422 } });
    await connection.close();
  });

  it('passes the refusal of the other service on under its own code', async () => {
    const refused = rpc.ask(REFUSE, { text: 'x' });
    await expect(refused).rejects.toBeInstanceOf(RemoteError);
    await expect(refused).rejects.toMatchObject({
      code: 'word.rude',
      status: 409,
      occurrence: { extensions: { allowed: ['please'] } },
    });
  });

  it('says nothing about a failure nobody expected', async () => {
    const failed = rpc.ask(BREAK, { text: 'x' });
    await expect(failed).rejects.toMatchObject({ code: 'internal.error', status: 500 });
    await expect(failed).rejects.not.toThrow(/canary/);
  });

  it('does not let a reply out that breaks its contract', async () => {
    await expect(rpc.ask(LIE, { text: 'x' })).rejects.toMatchObject({ status: 500 });
  });

  it('refuses a reply that breaks the contract of the caller', async () => {
    const strict = rpcContract({ subject: 'alpha.word.echo', request: Question, reply: Seen });
    await expect(rpc.ask(strict, { text: 'x' })).rejects.toBeInstanceOf(NeighbourReplyInvalid);
  });

  it('is told at once when nobody answers', async () => {
    const started = performance.now();
    const failed = rpc.ask(NOBODY, { text: 'x' });
    await expect(failed).rejects.toBeInstanceOf(NeighbourUnavailable);
    await expect(failed).rejects.toMatchObject({ status: 503, occurrence: { retryAfter: 2 } });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('does not wait longer than its deadline for a slow answer', async () => {
    const started = performance.now();
    const slow = rpc.ask(HANG, { text: 'x' }, { timeoutMs: 200 });
    await expect(slow).rejects.toBeInstanceOf(NeighbourUnavailable);
    expect(performance.now() - started).toBeLessThan(600);
  });

  it('does not ask at all when the caller has given up already', async () => {
    const context = new RequestContext().set(DEADLINE, Date.now() - 1);
    const late = inContext(context, () => rpc.ask(ECHO, { text: 'x' }));
    await expect(late).rejects.toBeInstanceOf(NeighbourUnavailable);
  });
});

describe('what travels with a question', () => {
  it('hands trace, token, language and a shrinking deadline along a chain of services', async () => {
    const trace = startTrace();
    const context = new RequestContext()
      .set(TRACE, trace)
      .set(CALLER_TOKEN, 'header.body.signature')
      .set(LOCALE, 'id')
      .set(DEADLINE, Date.now() + 700);
    const seen = await inContext(context, () => rpc.ask(RELAYED, {}));
    expect(seen).toMatchObject({
      traceId: trace.traceId,
      token: 'header.body.signature',
      locale: 'id',
    });
    expect(seen.budget).toBeGreaterThan(0);
    expect(seen.budget).toBeLessThan(700);
  });

  it('logs one line a question with the trace of its caller, and no token', async () => {
    const trace = startTrace();
    const context = new RequestContext().set(TRACE, trace).set(CALLER_TOKEN, 'a.canary.token');
    await inContext(context, () => rpc.ask(ECHO, { text: 'x' }));
    const lines = alpha.log.filter(({ traceId }) => traceId === trace.traceId);
    expect(lines).toEqual([
      expect.objectContaining({
        service: 'alpha',
        subject: 'alpha.word.echo',
        status: 200,
        durationMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(alpha.log)).not.toContain('canary');
  });
});

describe('when the broker goes away', () => {
  it('answers 503 within the deadline and works again without a restart', async () => {
    const health = beta.app.get(NatsHealth);
    await way.cut();
    await until('beta notices', () => !health.isConnected());
    const started = performance.now();
    await expect(rpc.ask(ECHO, { text: 'x' }, { timeoutMs: 300 })).rejects.toMatchObject({
      status: 503,
    });
    expect(performance.now() - started).toBeLessThan(800);
    await way.mend();
    await until('beta is back', () => health.isConnected(), 2_000);
    await expect(rpc.ask(ECHO, { text: 'again' })).resolves.toEqual({ text: 'Question: again' });
    const direct = alpha.app.get(RpcClient);
    await expect(direct.ask(RELAYED, {})).resolves.toBeInstanceOf(Seen);
  });
});

/** Compiled, never run: a method that does not fit its contract is refused by the compiler. */
export class Misfits {
  // @ts-expect-error -- takes another request
  @RpcHandler(ECHO)
  async wrongRequest(_request: Line): Promise<Answer> {
    return { text: '' };
  }

  // @ts-expect-error -- asks for more than the contract sends
  @RpcHandler(ECHO)
  async narrowRequest(_request: Question & { more: string }): Promise<Answer> {
    return { text: '' };
  }

  // @ts-expect-error -- gives another reply
  @RpcHandler(ECHO)
  async wrongReply(_request: Question): Promise<Line> {
    return { amount: 1 };
  }

  wrongPayload(client: RpcClient): Promise<Answer> {
    // @ts-expect-error -- sends another payload
    return client.ask(ECHO, { amount: 1 });
  }
}
