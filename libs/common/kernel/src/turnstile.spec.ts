import { Turnstile } from './turnstile';

describe('Turnstile', () => {
  it('lets no more than the limit go on at once, and everybody in the end', async () => {
    const turnstile = new Turnstile(2);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) => async () => {
      inside += 1;
      most = Math.max(most, inside);
      order.push(n);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
      if (n === 1) throw new Error('one fails');
      return n;
    };
    const works = [0, 1, 2, 3, 4].map((n) => turnstile.run(work(n)));
    expect(turnstile.queue).toBe(3);
    const results = await Promise.allSettled(works);
    expect(turnstile.queue).toBe(0);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });
});
