import { FixedClock, MovableClock } from './clock';
import { DAY_MS, HOUR_MS } from './durations';

describe('a movable clock', () => {
  const noon = new Date('2026-05-01T12:00:00Z');

  it('shows real time until it is moved, and runs on from where it was moved to', () => {
    const real = new FixedClock(noon);
    const clock = new MovableClock(real);
    expect(clock.now()).toEqual(noon);
    clock.moveTo(DAY_MS);
    expect(clock.now()).toEqual(new Date('2026-05-02T12:00:00Z'));
    real.advance(HOUR_MS);
    expect(clock.now()).toEqual(new Date('2026-05-02T13:00:00Z'));
    expect(real.now()).toEqual(new Date('2026-05-01T13:00:00Z'));
  });

  it('reports each move, in either direction, once it has happened', () => {
    const clock = new MovableClock(new FixedClock(noon));
    const seen: Date[] = [];
    clock.onMove(() => seen.push(clock.now()));
    clock.moveTo(HOUR_MS);
    clock.moveTo(HOUR_MS);
    clock.moveTo(-HOUR_MS);
    expect(clock.offsetMs).toBe(-HOUR_MS);
    expect(seen).toEqual([new Date('2026-05-01T13:00:00Z'), new Date('2026-05-01T11:00:00Z')]);
  });
});
