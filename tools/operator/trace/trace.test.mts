import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findTraces, readId } from './find.mts';
import { linesWith, logFiles } from './logs.mts';
import { treeOf, treeText } from './tree.mts';

const TRACE = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const ORDER = '01890a5d-ac96-774b-bcce-b302099a8057';

/** A line that ends `at` milliseconds after the beginning. */
function line(at: number, fields: object): string {
  const time = new Date(Date.parse('2026-01-31T12:00:00.000Z') + at).toISOString();
  return JSON.stringify({ level: 'info', time, traceId: TRACE, ...fields });
}

const ORDER_LOG = [
  'a line of Node itself',
  line(40, {
    service: 'order',
    spanId: '1'.repeat(16),
    parentSpanId: 'f'.repeat(16),
    method: 'POST',
    route: '/api/v1/orders',
    status: 201,
    durationMs: 40,
    msg: 'request',
  }),
  line(90, {
    service: 'order',
    spanId: '4'.repeat(16),
    parentSpanId: '3'.repeat(16),
    subject: 'evt.user-progress.enrollment.granted.v1',
    consumer: 'order__fulfilment',
    outcome: 'handled',
    durationMs: 5,
    aggregateId: 'e',
    msg: 'event handled',
  }),
  line(5, {
    service: 'order',
    traceId: 'a'.repeat(32),
    spanId: '9'.repeat(16),
    method: 'GET',
    route: '/',
    status: 200,
    durationMs: 1,
    msg: 'request',
  }),
];
const COURSE_LOG = [
  line(20, {
    service: 'course',
    spanId: '2'.repeat(16),
    parentSpanId: '1'.repeat(16),
    subject: 'course.price.get-many',
    status: 200,
    durationMs: 8,
    msg: 'request handled',
  }),
  // Its caller sent a span and wrote no line.
  line(30, {
    service: 'course',
    spanId: '5'.repeat(16),
    parentSpanId: '8'.repeat(16),
    subject: 'course.course.get-many',
    status: 503,
    durationMs: 2,
    msg: 'request handled',
  }),
  line(29, { level: 'error', service: 'course', spanId: '5'.repeat(16), msg: 'request failed' }),
];
const PROGRESS_LOG = [
  line(80, {
    service: 'user-progress',
    spanId: '3'.repeat(16),
    parentSpanId: '1'.repeat(16),
    subject: 'evt.order.order.paid.v1',
    consumer: 'user-progress__enrollment',
    outcome: 'handled',
    durationMs: 20,
    aggregateId: ORDER,
    msg: 'event handled',
  }),
];

describe('a trace in the logs', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'trace-'));
  let files: string[];

  before(() => {
    writeFileSync(path.join(folder, 'order.log'), ORDER_LOG.join('\n'));
    writeFileSync(path.join(folder, 'course.log'), COURSE_LOG.join('\n'));
    writeFileSync(path.join(folder, 'user-progress.log'), PROGRESS_LOG.join('\n'));
    writeFileSync(path.join(folder, 'platform-order.log'), line(1, { service: 'other' }));
    files = logFiles(folder, '');
  });

  after(() => rmSync(folder, { recursive: true }));

  it('is found by trace id, traceparent, request id or order id', async () => {
    for (const id of [TRACE, `00-${TRACE}-${'1'.repeat(16)}-01`, '2'.repeat(16), ORDER]) {
      assert.deepEqual(await findTraces(files, readId(id)), [TRACE], id);
    }
    assert.deepEqual(await findTraces(files, readId('7'.repeat(16))), []);
    assert.throws(() => readId('order 7'), /is no id of a trace/);
  });

  it('is printed as a tree', async () => {
    const text = treeText(TRACE, treeOf(await linesWith(files, [TRACE])));
    assert.equal(
      text,
      [
        `Trace ${TRACE}: 5 units, 3 services, 90 ms`,
        '   0 ms  order             POST /api/v1/orders                                          201        40.0 ms',
        '  12 ms  ├─ course         course.price.get-many                                        200         8.0 ms',
        '  28 ms  ├─ course         course.course.get-many                                       503         2.0 ms',
        '         │                 ! request failed',
        '  60 ms  └─ user-progress  evt.order.order.paid.v1 → user-progress__enrollment          handled    20.0 ms',
        '  85 ms     └─ order       evt.user-progress.enrollment.granted.v1 → order__fulfilment  handled     5.0 ms',
      ].join('\n'),
    );
  });
});
