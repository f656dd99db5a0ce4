import { eventually } from '@course-plateform/common/test-kit';
import { RequestContext, newId } from '@course-plateform/common/kernel';
import { TRACE, startTrace } from '@course-plateform/common/observability';
import { forkOf } from './stores';
import { DeadLetters } from '../src/dead-letters';
import { EventInvalid } from '../src/events.errors';
import { Handled, ORDER_PAID, Order, advance } from './orders';
import { BetaEvents, TwoServices } from './two-services';

const two = new TwoServices();

beforeAll(() => two.start());

afterAll(() => two.stop());

describe('publishing an event', () => {
  it('publishes a committed event once with its version, and consumers handle it once', async () => {
    const { id, eventId } = await two.newOrder();
    await eventually('it is handled', async () => (await two.handled(eventId)) === 1);
    const published = (await two.stream.published()).filter((event) => event.id === eventId);
    expect(published).toEqual([
      expect.objectContaining({
        aggregateId: id,
        aggregateType: 'order',
        aggregateVersion: 1,
        payload: { orderId: id, step: 1 },
      }),
    ]);
  });

  it('publishes nothing for a change that is rolled back', async () => {
    const before = await two.stream.count();
    let lost = '';
    const failed = two.em().transactional(async (em) => {
      lost = advance(em, two.outbox, new Order());
      await em.flush();
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    const { eventId } = await two.newOrder();
    await eventually('the next one is handled', async () => (await two.handled(eventId)) === 1);
    expect(await two.stream.count()).toBe(before + 1);
    expect(await two.handled(lost)).toBe(0);
  });

  it('rejects a payload that breaks its contract', () => {
    const em = two.em();
    const wrong = { orderId: 'x', step: 'one' as unknown as number };
    const about = { aggregateId: 'x', aggregateVersion: 1 };
    expect(() => two.outbox.publish(em, ORDER_PAID, about, wrong)).toThrow(EventInvalid);
  });

  it('keeps the order of the events of an aggregate', async () => {
    const steps = 30;
    const ids: string[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { id } = await two.newOrder();
        ids.push(id);
        for (let step = 2; step <= steps; step += 1) {
          await two.em().transactional(async (em) => {
            advance(em, two.outbox, await em.findOneOrFail(Order, { id }));
          });
        }
      }),
    );
    const em = forkOf(two.betaData.orm);
    const seen = () =>
      em.fork().find(Handled, { aggregateId: { $in: ids } }, { orderBy: { place: 'asc' } });
    await eventually('all are handled', async () => (await seen()).length === 5 * steps);
    const inOrder = Array.from({ length: steps }, (_, index) => index + 1);
    const published = await two.stream.published();
    const rows = await seen();
    for (const id of ids) {
      const versions = published.filter((event) => event.aggregateId === id);
      expect(versions.map((event) => event.aggregateVersion)).toEqual(inOrder);
      expect(rows.filter((row) => row.aggregateId === id).map((row) => row.step)).toEqual(inOrder);
    }
  });

  it('passes the trace from the request to the consumer’s log line', async () => {
    const trace = startTrace();
    const { eventId } = await RequestContext.run(new RequestContext().set(TRACE, trace), () =>
      two.newOrder(),
    );
    await eventually('it is logged', () =>
      two.beta.log.some((line) => line['eventId'] === eventId),
    );
    expect(two.beta.log.find((line) => line['eventId'] === eventId)).toMatchObject({
      traceId: trace.traceId,
      consumer: 'beta__order-paid',
      outcome: 'handled',
    });
  });
});

describe('handling an event', () => {
  it('handles a redelivered event once', async () => {
    const { eventId } = await two.newOrder();
    await eventually('it is handled', async () => (await two.handled(eventId)) === 1);
    const [event] = (await two.stream.published()).filter(({ id }) => id === eventId);
    // Another message id, so that the broker does not recognize it: as after the duplicate window.
    await two.stream.put(ORDER_PAID.subject, JSON.stringify(event), newId());
    const again = () =>
      two.beta.log.some((l) => l['eventId'] === eventId && l['outcome'] === 'duplicate');
    await eventually('the repeat is dropped', again);
    expect(await two.handled(eventId)).toBe(1);
  });

  it('stores a payload that breaks the contract as a dead letter at once', async () => {
    const id = newId();
    const event = { id, aggregateId: newId(), aggregateType: 'order', aggregateVersion: 1 };
    const wrong = { ...event, occurredAt: new Date(), payload: { orderId: 1 } };
    await two.stream.put(ORDER_PAID.subject, JSON.stringify(wrong), id);
    const letters = two.beta.app.get(DeadLetters);
    const find = async () => (await letters.list()).find((letter) => letter.event.id === id);
    await eventually('it is kept', async () => (await find()) !== undefined);
    expect(await find()).toMatchObject({ consumer: 'beta__order-paid', attempts: 1 });
    const body = 'not json';
    await two.stream.put(ORDER_PAID.subject, body, newId());
    await eventually('garbage is dropped', () =>
      two.beta.log.some((l) => String(l['msg']).includes('not JSON')),
    );
  });

  it('moves a poison event to the dead letters after eight deliveries while later ones flow, and replays it once', async () => {
    const handler = two.beta.app.get(BetaEvents);
    const letters = two.beta.app.get(DeadLetters);
    const deadly = await two.brew('deadly', 1);
    const later = await Promise.all([2, 3, 4].map((step) => two.brew('harmless', step)));
    for (const id of later)
      await eventually('later ones flow', async () => (await two.handled(id)) === 1);
    const find = async () => (await letters.list()).find(({ event }) => event.id === deadly);
    await eventually('it is given up', async () => (await find()) !== undefined);
    const letter = await find();
    expect(letter).toMatchObject({ attempts: 8, error: expect.stringContaining('Poisoned') });
    expect(handler.tries).toBe(8);
    expect(await two.handled(deadly)).toBe(0);

    await expect(letters.replay(letter?.id ?? '')).rejects.toThrow('Poisoned');
    handler.poisonous = false;
    await letters.replay(letter?.id ?? '');
    await letters.replay(letter?.id ?? '');
    expect(await two.handled(deadly)).toBe(1);
    expect(await find()).toBeUndefined();
  });
});
