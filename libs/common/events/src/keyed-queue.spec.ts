import { setImmediate as turn } from 'node:timers/promises';
import { KeyedQueue } from './keyed-queue';

describe('a keyed queue', () => {
  it('keeps the order of each key and runs other keys concurrently', async () => {
    const queue = new KeyedQueue(10);
    const done: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    await queue.add('a', async () => {
      await gate.promise;
      done.push('a1');
    });
    await queue.add('a', async () => void done.push('a2'));
    await queue.add('b', async () => void done.push('b1'));
    await turn();
    expect(done).toEqual(['b1']);
    gate.resolve(undefined);
    await queue.idle();
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  it('accepts no more than its limit at once', async () => {
    const queue = new KeyedQueue(2);
    let running = 0;
    let most = 0;
    for (let key = 0; key < 10; key += 1) {
      await queue.add(String(key), async () => {
        running += 1;
        most = Math.max(most, running);
        await turn();
        running -= 1;
      });
    }
    await queue.idle();
    expect(most).toBe(2);
  });
});
