import type { ConsumerRunner } from './consumer-runner';
import { EventsLifecycle } from './lifecycle';
import type { Relay } from './relay';

/** Notes when it begins and when it has ended. */
function worker(name: string, calls: string[]) {
  return {
    start: () => calls.push(`${name} starts`),
    stop: async () => {
      calls.push(`${name} stops`);
      await new Promise(setImmediate);
      calls.push(`${name} has stopped`);
    },
  };
}

describe('EventsLifecycle', () => {
  it('runs relay and consumers, and finally relays what the last events have published', async () => {
    const calls: string[] = [];
    const lifecycle = new EventsLifecycle(
      worker('consumers', calls) as unknown as ConsumerRunner,
      worker('relay', calls) as unknown as Relay,
    );
    lifecycle.onApplicationBootstrap();
    expect(calls.splice(0).sort()).toEqual(['consumers starts', 'relay starts']);
    await lifecycle.beforeApplicationShutdown();
    expect(calls).toEqual([
      'consumers stops',
      'consumers has stopped',
      'relay stops',
      'relay has stopped',
    ]);
  });
});
