import { type TestApplication, eventually, testStores } from '@course-plateform/common/test-kit';
import { newId } from '@course-plateform/common/kernel';
import { Metrics } from '@course-plateform/common/observability';
import { startEventService } from './service';
import { DeadLetters } from '../src/dead-letters';
import { durableName } from '../src/stream-names';
import { Relay } from '../src/relay';
import { provisionBroker } from '../src/streams';
import { POISON, TwoServices } from './two-services';

const two = new TwoServices();

beforeAll(() => two.start());

afterAll(() => two.stop());

describe('an outage', () => {
  it('of the own database uses up no deliveries', async () => {
    const durable = durableName(two.settings.natsNamespace, 'beta__order-paid');
    const { tried } = await two.stream.consumer(durable);
    await two.databaseProxy.cut();
    const published = await Promise.all(Array.from({ length: 20 }, () => two.newOrder()));
    await eventually('all are published', async () => (await two.pending()) === 0);
    await eventually('beta has noticed', () =>
      two.beta.log.some((l) => l['msg'] === 'database unavailable'),
    );
    await two.databaseProxy.mend();
    for (const { eventId } of published) {
      await eventually('all are handled', async () => (await two.handled(eventId)) === 1);
    }
    await eventually(
      'all are settled',
      async () => (await two.stream.consumer(durable)).waiting === 0,
    );
    expect((await two.stream.consumer(durable)).tried - tried).toBe(published.length);
    // All of them wait for one probe, and none probes by itself.
    const noticed = two.beta.log.filter((line) => line['msg'] === 'database unavailable');
    expect(noticed.length).toBeLessThanOrEqual(2 * published.length);
  });

  it('of the broker loses no event', async () => {
    await two.natsProxy.cut();
    const published = await Promise.all(Array.from({ length: 20 }, () => two.newOrder()));
    expect(await two.pending()).toBe(published.length);
    const metrics = await two.alpha.app.get(Metrics).render();
    expect(metrics).toContain(`outbox_pending ${published.length}`);
    await two.natsProxy.mend();
    for (const { eventId } of published) {
      await eventually('all are handled', async () => (await two.handled(eventId)) === 1);
    }
    await eventually('nothing waits', async () => (await two.pending()) === 0);
  });

  it('of the broker with a loss of its data is survived once it is provisioned again', async () => {
    const output = ({ log }: TestApplication, message: string) =>
      log.filter((line) => line['msg'] === message).length;
    const [refused, back] = ['broker rejected events; will retry', 'broker connection restored'];
    const before = { refused: output(two.alpha, refused), back: output(two.beta, back) };
    await two.natsProxy.cut();
    await two.stream.remove();
    await two.natsProxy.mend();
    const { eventId } = await two.newOrder();
    await eventually('beta has met the empty broker', () => output(two.beta, back) > before.back);
    await eventually('alpha has, too', () => output(two.alpha, refused) > before.refused);
    await provisionBroker(testStores().natsUrl, two.settings.natsNamespace);
    await eventually('it is handled', async () => (await two.handled(eventId)) === 1);
    await eventually('nothing waits', async () => (await two.pending()) === 0);
  });

  it('of all processes during an event makes it a dead letter, which can be replayed', async () => {
    const id = newId();
    const about = { id, aggregateId: newId(), aggregateType: 'poison', aggregateVersion: 1 };
    const event = { ...about, occurredAt: new Date(), payload: { kind: 'harmless', step: 5 } };
    await two.natsProxy.cut();
    await two.stream.put(POISON.subject, JSON.stringify(event), id);
    for (let death = 0; death < 8; death += 1) await two.stream.takeAndDrop('beta__poison', id);
    await two.natsProxy.mend();
    const letters = two.beta.app.get(DeadLetters);
    await eventually('it is given up', async () => (await letters.find(id)).length > 0);
    const [letter] = await letters.find(id);
    expect(letter).toMatchObject({ attempts: 9, error: expect.stringContaining('never finished') });
    expect(await two.handled(id)).toBe(0);
    await letters.replay(letter?.id ?? '');
    expect(await two.handled(id)).toBe(1);
  });

  it('of the active relay makes another one active', async () => {
    const orm = await two.alphaData.connect();
    const second = await startEventService({ service: 'alpha', orm, settings: two.settings });
    const [first, next] = [two.alpha.app.get(Relay), second.app.get(Relay)];
    await Promise.all(Array.from({ length: 10 }, () => two.newOrder()));
    expect([first.isActive(), next.isActive()]).toEqual([true, false]);
    await first.stop();
    await eventually('the second takes over', () => next.isActive());
    const { eventId } = await two.newOrder();
    await eventually('it is handled', async () => (await two.handled(eventId)) === 1);
    await second.stop();
    first.start();
    await eventually('the first is back', () => first.isActive());
  });
});
