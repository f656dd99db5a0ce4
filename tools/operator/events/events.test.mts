import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rebuild } from './rebuild.mts';
import { ServiceCommands } from './service.mts';
import { deadLetterTable } from './table.mts';
import { parseTime } from './time.mts';

describe('a time on the command line', () => {
  const now = new Date('2026-01-31T12:00:00Z');

  it('is an RFC 3339 timestamp or a duration ago', () => {
    const times = ['2026-01-30T08:15:00+01:00', '90m', '2d', '45s', '3h'].map((text) =>
      parseTime(text, now).toISOString(),
    );
    assert.deepEqual(times, [
      '2026-01-30T07:15:00.000Z',
      '2026-01-31T10:30:00.000Z',
      '2026-01-29T12:00:00.000Z',
      '2026-01-31T11:59:15.000Z',
      '2026-01-31T09:00:00.000Z',
    ]);
  });

  it('is refused in any other form', () => {
    for (const text of ['', 'yesterday', '2w', '-5m']) {
      assert.throws(() => parseTime(text, now), /is no time/);
    }
  });
});

describe('the dead-letter table', () => {
  it('has one line per dead letter, however long its error message is', () => {
    const letter = {
      id: 'l1',
      consumer: 'course__catalog-rating',
      event: { id: 'e1', subject: 'evt.review.rating.changed.v1' },
      error: `Error: first\n  second ${'x'.repeat(500)}`,
      attempts: 8,
      firstAt: '2026-01-31T12:00:00.000Z',
      lastAt: '2026-01-31T12:01:00.000Z',
    };
    const lines = deadLetterTable([letter, letter]).split('\n');
    assert.equal(lines.length, 3);
    assert.match(
      lines[1] ?? '',
      /^l1 {2}course__catalog-rating {2}evt\.review\.rating\.changed\.v1 {2}8 {6}2026-01-31 12:00:00 {2}2026-01-31 12:01:00 {2}Error: first second x+…$/,
    );
  });
});

describe('rebuilding a read model', () => {
  /** Services that respond as `runEventsCommand` of libs/common/service does. */
  class Services extends ServiceCommands {
    readonly ran: string[] = [];

    override run<Response>(service: string, args: readonly string[]): Promise<Response> {
      const [command = ''] = args;
      if (command !== 'models') this.ran.push(`${service}: ${args.join(' ')}`);
      const events = ['evt.review.rating.changed.v1', 'evt.order.order.paid.v1'];
      const responses: Readonly<Record<string, unknown>> = {
        models: service === 'course' ? [{ name: 'rating', events }] : [],
        reset: { name: 'rating', events },
        republish: { events: 3 },
        drain: { quiet: true },
      };
      return Promise.resolve(responses[command] as Response);
    }
  }
  const stores = { postgres: '', mongodb: '', nats: '', redis: '' };

  it('empties it, republishes its events from each source, and waits until all have arrived', async () => {
    const services = new Services(stores);
    assert.equal(await rebuild(services, 'rating', 5), 0);
    assert.deepEqual(services.ran, [
      'course: reset rating',
      'review: republish evt.review.rating.changed.v1',
      'order: republish evt.order.order.paid.v1',
      ...['review', 'order', 'course'].map((service) => `${service}: drain --timeout 5`),
    ]);
  });

  it('lists the read models when none is named, and refuses an unknown one before anything is emptied', async () => {
    const services = new Services(stores);
    assert.equal(await rebuild(services, undefined, 5), 0);
    await assert.rejects(rebuild(services, 'ratings', 5), /There are: rating\./);
    assert.deepEqual(services.ran, []);
  });
});
