import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deadLetterTable } from './table.mts';
import { parseTime } from './time.mts';

describe('a time on the command line', () => {
  const now = new Date('2026-01-31T12:00:00Z');

  it('is RFC 3339, or how long ago', () => {
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

  it('is nothing else', () => {
    for (const text of ['', 'yesterday', '2w', '-5m']) {
      assert.throws(() => parseTime(text, now), /is no time/);
    }
  });
});

describe('the table of dead letters', () => {
  it('has a line for each, however long and broken its error is', () => {
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
