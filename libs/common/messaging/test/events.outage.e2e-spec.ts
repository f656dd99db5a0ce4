import { Metrics } from '@course-plateform/common/observability';
import { durableName } from '../src/namespace';
import { Relay } from '../src/relay';
import { startTestService } from './service';
import { TwoServices } from './two-services';
import { until } from './until';

const two = new TwoServices();

beforeAll(() => two.start());

afterAll(() => two.stop());

describe('when something goes away', () => {
  it('spends no tries while its own database is away', async () => {
    const durable = durableName(two.settings.natsNamespace, 'beta__order-paid');
    const { tried } = await two.stream.consumer(durable);
    await two.databaseWay.cut();
    const told = await Promise.all(Array.from({ length: 20 }, () => two.newOrder()));
    await until('all are published', async () => (await two.pending()) === 0);
    await until('beta has noticed', () =>
      two.beta.log.some((l) => l['msg'] === 'The database is away'),
    );
    await two.databaseWay.mend();
    for (const { eventId } of told) {
      await until('all are handled', async () => (await two.handled(eventId)) === 1);
    }
    await until('all are settled', async () => (await two.stream.consumer(durable)).waiting === 0);
    expect((await two.stream.consumer(durable)).tried - tried).toBe(told.length);
  });

  it('goes on when the broker is back, and loses nothing', async () => {
    await two.natsWay.cut();
    const told = await Promise.all(Array.from({ length: 20 }, () => two.newOrder()));
    expect(await two.pending()).toBe(told.length);
    const metrics = await two.alpha.app.get(Metrics).render();
    expect(metrics).toContain(`outbox_pending ${told.length}`);
    await two.natsWay.mend();
    for (const { eventId } of told) {
      await until('all are handled', async () => (await two.handled(eventId)) === 1);
    }
    await until('nothing waits', async () => (await two.pending()) === 0);
  });

  it('has one active relay, and the next one takes over', async () => {
    const orm = await two.alphaData.connect();
    const second = await startTestService({ service: 'alpha', orm, settings: two.settings });
    const [first, next] = [two.alpha.app.get(Relay), second.app.get(Relay)];
    await Promise.all(Array.from({ length: 10 }, () => two.newOrder()));
    expect([first.isActive(), next.isActive()]).toEqual([true, false]);
    await first.stop();
    await until('the second takes over', () => next.isActive());
    const { eventId } = await two.newOrder();
    await until('it is handled', async () => (await two.handled(eventId)) === 1);
    await second.stop();
    first.start();
    await until('the first is back', () => first.isActive());
  });
});
