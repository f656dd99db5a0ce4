import { type AddressInfo, createServer } from 'node:net';
import { eventually } from '@course-plateform/common/test-kit';
import { type ReceivedSpan, SpanReceiver, type TestService, startTestService } from '../src';
import { LogLines } from './log-lines';
import { counter, counterOnMongo, taker } from './traced.service';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = `00-${TRACE_ID}-00f067aa0ba902b7-01`;
const SECRET = 'canary-of-a-secret';

/** Modules of OpenTelemetry besides the interface, which prom-client loads for its exemplars. */
function loadedSdk(): string[] {
  return Object.keys(require.cache).filter((file) => /@opentelemetry\/(?!api\/)/.test(file));
}

function take(service: TestService, traceparent = CALLER) {
  return service.http
    .post(`/api/v1/notes`)
    .set('traceparent', traceparent)
    .set('X-Api-Key', SECRET)
    .set('Cookie', `session=${SECRET}`)
    .send({ text: SECRET });
}

// First, while nothing can have loaded the SDK yet.
describe('without an OpenTelemetry receiver', () => {
  it('no module of OpenTelemetry is loaded, and log lines have their parent span', async () => {
    const log = new LogLines();
    const responding = await startTestService(counter, { logTo: log });
    const caller = await startTestService(taker, {
      logTo: log,
      environment: { NATS_NAMESPACE: responding.namespace },
    });
    expect((await take(caller)).status).toBe(201);
    const handled = await eventually('the event', () => log.of('event handled')[0]);
    const [request] = log.of('request');
    const [question] = log.of('request handled');
    expect(request).toMatchObject({ traceId: TRACE_ID, parentSpanId: '00f067aa0ba902b7' });
    expect(question).toMatchObject({ traceId: TRACE_ID, parentSpanId: request?.spanId });
    expect(handled).toMatchObject({ traceId: TRACE_ID, parentSpanId: request?.spanId });
    await caller.stop();
    await responding.stop();
    expect(loadedSdk()).toEqual([]);
  });

  it('an unexpected error is logged with its stack and the trace id of the response', async () => {
    const log = new LogLines();
    const service = await startTestService(taker, { logTo: log });
    const { body } = await service.http.get('/api/v1/notes/broken').expect(500);
    expect(log.of('request failed')).toEqual([
      expect.objectContaining({
        level: 'error',
        traceId: body.traceId,
        err: expect.objectContaining({
          message: 'the ink is dry',
          stack: expect.stringContaining('traced.service'),
        }),
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('ink');
    await service.stop();
  });
});

describe('with an OpenTelemetry receiver', () => {
  let receiver: SpanReceiver;
  let responding: TestService;
  let caller: TestService;

  beforeAll(async () => {
    receiver = await SpanReceiver.start();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    responding = await startTestService(counter, { environment });
    caller = await startTestService(taker, {
      environment: { ...environment, NATS_NAMESPACE: responding.namespace },
    });
  });

  afterAll(async () => {
    await caller.stop();
    await responding.stop();
    await receiver.stop();
  });

  function received(name: string, service?: string): Promise<ReceivedSpan> {
    return eventually(`a span ${name}`, () =>
      receiver.spans.find(
        (span) => span.name === name && (service === undefined || span.service === service),
      ),
    );
  }

  it('the SDK is loaded', () => {
    expect(loadedSdk().length).toBeGreaterThan(0);
  });

  it('a request, its RPC, its statements and its event are one tree over two services', async () => {
    expect((await take(caller)).status).toBe(201);
    const handling = await received('process evt.review.note.taken.v1');
    await received('INSERT note', 'course');
    const request = await received('POST /api/v1/notes');
    const question = receiver.spans.find(
      ({ name, kind }) => name === 'course.note.count' && kind === 'client',
    );
    const response = receiver.spans.find(
      ({ name, kind }) => name === 'course.note.count' && kind === 'server',
    );
    const parents = Object.fromEntries(
      receiver.spans
        .filter(({ traceId }) => traceId === TRACE_ID)
        .map((span) => [`${span.service} ${span.kind} ${span.name}`, span.parentSpanId]),
    );
    expect(parents).toMatchObject({
      'review server POST /api/v1/notes': '00f067aa0ba902b7',
      'review client course.note.count': request.spanId,
      'course server course.note.count': question?.spanId,
      'course client SELECT note': response?.spanId,
      'review client BATCH INSERT outbox, INSERT note': request.spanId,
      'review producer publish evt.review.note.taken.v1': request.spanId,
      'course consumer process evt.review.note.taken.v1': request.spanId,
      'course client INSERT note': handling.spanId,
      'course client INSERT inbox': handling.spanId,
    });
    expect(new Set(receiver.spans.map(({ spanId }) => spanId)).size).toBe(receiver.spans.length);
  });

  it('names follow the semantic conventions, and spans contain no values of a request', async () => {
    const request = await received('POST /api/v1/notes');
    expect(request.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/api/v1/notes',
      'http.response.status_code': '201',
      'url.scheme': 'http',
    });
    const insert = await received('INSERT note', 'course');
    expect(insert.attributes).toMatchObject({
      'db.system.name': 'postgresql',
      'db.operation.name': 'INSERT',
      'db.collection.name': 'note',
    });
    const batch = await received('BATCH INSERT outbox, INSERT note', 'review');
    expect(batch.attributes).toMatchObject({
      'db.system.name': 'postgresql',
      'db.operation.name': 'BATCH',
      'db.query.summary': 'BATCH INSERT outbox, INSERT note',
    });
    const handling = await received('process evt.review.note.taken.v1');
    expect(handling.attributes).toMatchObject({
      'messaging.system': 'nats',
      'messaging.destination.name': 'evt.review.note.taken.v1',
      'messaging.consumer.group.name': 'course__notes',
    });
    // Not at the top of the file: nothing of OpenTelemetry may be loaded before it is wanted.
    const conventions = await import('@opentelemetry/semantic-conventions/incubating');
    const known = new Set<unknown>(Object.values(conventions));
    const names = new Set(receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    expect(receiver.text).not.toContain(SECRET);
  });

  it('an error is recorded', async () => {
    await caller.http.get('/api/v1/notes/broken').expect(500);
    const broken = await received('GET /api/v1/notes/broken');
    expect(broken).toMatchObject({ failed: true, attributes: { 'error.type': '500' } });
  });

  it('a trace that its caller does not record sends nothing', async () => {
    const unwanted = 'a'.repeat(32);
    await take(caller, `00-${unwanted}-00f067aa0ba902b7-00`);
    const wanted = 'b'.repeat(32);
    await take(caller, `00-${wanted}-00f067aa0ba902b7-01`);
    await eventually('the later trace', () =>
      receiver.spans.some(({ traceId, kind }) => traceId === wanted && kind === 'consumer'),
    );
    expect(receiver.spans.filter(({ traceId }) => traceId === unwanted)).toEqual([]);
  });
});

describe('a service on MongoDB', () => {
  it('sends spans of commands by collection, without values', async () => {
    const receiver = await SpanReceiver.start();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    const responding = await startTestService(counterOnMongo, { environment });
    const caller = await startTestService(taker, {
      environment: { NATS_NAMESPACE: responding.namespace },
    });
    await take(caller).expect(201);
    const insert = await eventually('the insertion', () =>
      receiver.spans.find(({ name }) => name === 'insert note'),
    );
    const handling = await eventually('the handling', () =>
      receiver.spans.find(({ kind }) => kind === 'consumer'),
    );
    const response = receiver.spans.find(({ name, kind }) => kind === 'server' && name !== 'GET');
    const count = receiver.spans.find(({ name }) => name === 'aggregate note');
    expect(insert).toMatchObject({
      parentSpanId: handling.spanId,
      attributes: {
        'db.system.name': 'mongodb',
        'db.operation.name': 'insert',
        'db.collection.name': 'note',
      },
    });
    expect(count?.parentSpanId).toBe(response?.spanId);
    expect(receiver.text).not.toContain(SECRET);
    await caller.stop();
    await responding.stop();
    await receiver.stop();
  });
});

describe('the sampling ratio', () => {
  it('is applied where a trace starts', async () => {
    const receiver = await SpanReceiver.start();
    const service = await startTestService(counter, {
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_TRACES_SAMPLER_ARG: '0' },
    });
    const response = await service.http.get('/api/v1/none');
    expect(response.headers.traceparent).toMatch(/-00$/);
    await service.stop();
    expect(receiver.spans).toEqual([]);
    await receiver.stop();
  });

  it('does not affect the flush at the end of a service', async () => {
    const receiver = await SpanReceiver.start();
    const service = await startTestService(counter, {
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint },
    });
    await service.http.get('/api/v1/none').expect(404);
    await service.stop();
    expect(receiver.spans.map(({ kind }) => kind)).toContain('server');
    await receiver.stop();
  });
});

describe('an unavailable receiver', () => {
  it('delays no request and is logged once', async () => {
    const log = new LogLines();
    // Takes connections and never responds: worse than nobody there.
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const service = await startTestService(counter, {
      logTo: log,
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    });
    const reports = () => log.of('traces not sent; dropping them').length;
    await service.http.get('/api/v1/none').expect(404);
    await eventually('the report', () => reports() === 1);
    await service.http.get('/api/v1/none').expect(404);
    await service.stop();
    expect(reports()).toBe(1);
    silent.close();
  });
});
