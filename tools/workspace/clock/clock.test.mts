import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distanceOf, durationOf, timeOf } from './times.mts';

describe('the clock command', () => {
  it('reads durations', () => {
    assert.equal(durationOf('31d'), 31 * 86_400_000);
    assert.equal(durationOf('1d12h'), 36 * 3_600_000);
    assert.equal(durationOf('90m5s'), 5_405_000);
    for (const text of ['', '5', '-5m', '1.5h', '3w', 'd', '5m ']) {
      assert.throws(() => durationOf(text), /is no duration/);
    }
  });

  it('reads times with a zone only', () => {
    assert.equal(timeOf('2026-03-29T22:00:00Z'), Date.UTC(2026, 2, 29, 22));
    assert.equal(timeOf('2026-03-29T22:00+02:00'), Date.UTC(2026, 2, 29, 20));
    for (const text of ['2026-03-29', '2026-03-29T22:00:00', 'tomorrow', '2026-13-01T00:00:00Z']) {
      assert.throws(() => timeOf(text), /is no time/);
    }
  });

  it('says how far the domain is from real time', () => {
    assert.equal(distanceOf(0), 'real time');
    assert.equal(distanceOf(36 * 3_600_000), '1 d 12 h ahead');
    assert.equal(distanceOf(-90_500), '1 m 30 s behind');
    assert.equal(distanceOf(400), 'less than 1 s ahead');
  });
});
