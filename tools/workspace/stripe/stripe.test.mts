import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import Stripe from 'stripe';
import { LOOPBACK, freePort, until } from '../stack/ports.mts';
import type { Behavior } from './behavior.mts';
import { type StandIn, startStandIn } from './stand-in.mts';

const SECRET = 'whsec_first';
const KEYS = { secretKey: 'sk_test_one', publishableKey: 'pk_test_one' };
const FILE = path.join(tmpdir(), `stripe-stand-in-${process.pid}.jsonl`);

describe('the stand-in for Stripe', () => {
  let port: number;
  let standIn: StandIn;
  let shop: Server;
  let shopUrl: string;
  let stripe: Stripe;
  /** What the shop has been told, in the order in which it came. */
  let events: Stripe.Event[];
  let isShopOpen = true;

  const base = () => `http://${LOOPBACK}:${port}`;
  const start = (wanted?: readonly string[]) =>
    startStandIn({
      host: LOOPBACK,
      port,
      keys: KEYS,
      endpoint: { url: shopUrl, secrets: ['whsec_next', SECRET], events: wanted },
      file: FILE,
    });

  before(async () => {
    port = await freePort();
    shop = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (isShopOpen) {
          const signature = String(request.headers['stripe-signature']);
          events.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, SECRET));
        }
        response.writeHead(isShopOpen ? 200 : 500).end();
      });
    }).listen(0, LOOPBACK);
    await once(shop, 'listening');
    shopUrl = `http://${LOOPBACK}:${(shop.address() as AddressInfo).port}/`;
    standIn = await start();
    stripe = new Stripe(KEYS.secretKey, {
      host: LOOPBACK,
      port,
      protocol: 'http',
      telemetry: false,
      timeout: 2_000,
    });
  });

  after(async () => {
    await standIn.stop();
    shop.close();
    await rm(FILE, { force: true });
  });

  beforeEach(async () => {
    events = [];
    isShopOpen = true;
    await behave({});
  });

  async function behave(wanted: {
    webhooks?: Partial<Behavior['webhooks']>;
    faults?: Behavior['faults'];
  }): Promise<void> {
    const response = await fetch(`${base()}/stand-in/behavior`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    assert.equal(response.status, 200);
  }

  const typesOf = (id: string) =>
    events.filter(({ data }) => JSON.stringify(data.object).includes(id)).map(({ type }) => type);

  async function paid(card = 'pm_card_visa', amount = 1999): Promise<Stripe.PaymentIntent> {
    return stripe.paymentIntents.create({
      amount,
      currency: 'usd',
      confirm: true,
      payment_method: card,
      return_url: 'http://127.0.0.1/back',
      metadata: { order: 'o1' },
    });
  }

  const act = (id: string, action: string) =>
    fetch(`${base()}/stand-in/${id}/${action}`, { method: 'POST' });

  it('charges a card, records the balance and signs its events with every secret', async () => {
    const intent = await paid();
    assert.equal(intent.status, 'succeeded');
    const known = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ['latest_charge.balance_transaction'],
    });
    const charge = known.latest_charge as Stripe.Charge;
    const balance = charge.balance_transaction as Stripe.BalanceTransaction;
    assert.deepEqual([balance.amount, balance.fee, balance.net], [1999, 88, 1911]);
    assert.ok(
      await until(async () => typesOf(intent.id).includes('payment_intent.succeeded'), 5_000),
    );
    const found = await stripe.paymentIntents.search({ query: "metadata['order']:'o1'" });
    assert.ok(found.data.some(({ id }) => id === intent.id));
  });

  it('declines with a code and accepts another card afterwards', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'JPY' });
    const declined = stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_chargeDeclinedInsufficientFunds',
    });
    await assert.rejects(declined, (error) => {
      assert.ok(error instanceof Stripe.errors.StripeCardError);
      assert.deepEqual([error.code, error.decline_code], ['card_declined', 'insufficient_funds']);
      return true;
    });
    const open = await stripe.paymentIntents.retrieve(intent.id);
    assert.equal(open.status, 'requires_payment_method');
    assert.equal(open.last_payment_error?.decline_code, 'insufficient_funds');
    const again = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
    });
    assert.deepEqual([again.status, again.amount_received], ['succeeded', 500]);
    await assert.rejects(stripe.paymentIntents.cancel(intent.id), {
      code: 'payment_intent_unexpected_state',
    });
  });

  it('executes an idempotency key once, even if the response is lost', async () => {
    const faults = [{ match: 'POST /v1/refunds', when: 'after', how: 'reset', times: 1 }] as const;
    const intent = await paid();
    await behave({ faults });
    const key = { idempotencyKey: `refund:${intent.id}` };
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 999 }, key);
    const replayed = await stripe.refunds.create({ payment_intent: intent.id, amount: 999 }, key);
    assert.equal(replayed.id, refund.id);
    assert.equal(replayed.lastResponse.headers['idempotent-replayed'], 'true');
    const all = await stripe.refunds.list({ payment_intent: intent.id });
    assert.deepEqual(
      all.data.map(({ amount }) => amount),
      [999],
    );
    const other = stripe.refunds.create({ payment_intent: intent.id, amount: 1 }, key);
    await assert.rejects(other, Stripe.errors.StripeIdempotencyError);
    const tooMuch = stripe.refunds.create({ payment_intent: intent.id, amount: 1001 });
    await assert.rejects(tooMuch, Stripe.errors.StripeInvalidRequestError);
  });

  it('refuses unknown parameters, unknown objects and other API keys', async () => {
    const wrong = {
      amount: 100,
      currency: 'usd',
      shade: 'red',
    } as Stripe.PaymentIntentCreateParams;
    await assert.rejects(stripe.paymentIntents.create(wrong), {
      code: 'parameter_unknown',
      param: 'shade',
    });
    await assert.rejects(stripe.refunds.retrieve('re_1'), {
      code: 'resource_missing',
      statusCode: 404,
    });
    const stranger = new Stripe('sk_test_other', { host: LOOPBACK, port, protocol: 'http' });
    await assert.rejects(stranger.events.list(), Stripe.errors.StripeAuthenticationError);
  });

  it('redirects to a 3-D Secure page and back', async () => {
    const intent = await paid('pm_card_authenticationRequired');
    assert.equal(intent.status, 'requires_action');
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    assert.match(await (await fetch(url)).text(), /19\.99 USD/);
    const back = await fetch(`${url}&outcome=proven`, { method: 'POST', redirect: 'manual' });
    assert.match(
      back.headers.get('location') ?? '',
      /^http:\/\/127\.0\.0\.1\/back\?.*redirect_status=succeeded/,
    );
    assert.equal((await stripe.paymentIntents.retrieve(intent.id)).status, 'succeeded');
  });

  it("charges on a hosted page, with the session's payment metadata", async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        {
          quantity: 1,
          price_data: { currency: 'usd', unit_amount: 1999, product_data: { name: 'Course' } },
        },
      ],
      success_url: 'http://127.0.0.1/done?session={CHECKOUT_SESSION_ID}',
      payment_intent_data: { metadata: { order: 'hosted' } },
    });
    assert.equal(session.payment_intent, null);
    const form = (card: string) => ({
      method: 'POST',
      body: new URLSearchParams({ card }),
      redirect: 'manual' as const,
    });
    const declined = await fetch(session.url ?? '', form('4000000000000002'));
    assert.match(await declined.text(), /Your card was declined/);
    const done = await fetch(session.url ?? '', form('4242 4242 4242 4242'));
    assert.equal(done.headers.get('location'), `http://127.0.0.1/done?session=${session.id}`);
    const closed = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent'],
    });
    assert.deepEqual([closed.status, closed.payment_status], ['complete', 'paid']);
    assert.deepEqual((closed.payment_intent as Stripe.PaymentIntent).metadata, { order: 'hosted' });
  });

  it('withdraws a disputed amount and reinstates it when the shop wins', async () => {
    const intent = await paid('pm_card_createDispute');
    const { data } = await stripe.disputes.list({ payment_intent: intent.id });
    const [dispute] = data;
    assert.equal(dispute?.status, 'needs_response');
    const refunded = stripe.refunds.create({ payment_intent: intent.id });
    await assert.rejects(refunded, { code: 'charge_disputed' });
    const evidence = { uncategorized_text: 'winning_evidence' };
    const won = await stripe.disputes.update(dispute?.id ?? '', { evidence, submit: true });
    assert.deepEqual(
      won.balance_transactions.map(({ net }) => net),
      [-3499, 1999],
    );
    assert.ok(await until(async () => typesOf(won.id).includes('charge.dispute.closed'), 5_000));
  });

  it('supports processing payments and pending refunds', async () => {
    const intent = await paid('pm_usBankAccount_processing');
    assert.equal(intent.status, 'processing');
    await act(intent.id, 'arrive');
    assert.equal((await stripe.paymentIntents.retrieve(intent.id)).status, 'succeeded');
    const slow = await paid('pm_card_pendingRefund');
    const refund = await stripe.refunds.create({ payment_intent: slow.id });
    assert.equal(refund.status, 'pending');
    await act(refund.id, 'fail');
    assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'failed');
    const charge = await stripe.charges.retrieve(String(slow.latest_charge));
    assert.deepEqual([charge.amount_refunded, charge.refunded], [0, false]);
  });

  it('duplicates and drops webhooks on request, and resumes deliveries after a restart', async () => {
    await behave({ webhooks: { duplicates: 1 } });
    const intent = await paid();
    const succeeded = () =>
      typesOf(intent.id).filter((type) => type === 'payment_intent.succeeded');
    assert.ok(await until(async () => succeeded().length === 2, 5_000));
    await behave({ webhooks: { dropped: 1 } });
    const dropped = await paid();
    isShopOpen = false;
    await behave({});
    const kept = await paid();
    await standIn.stop();
    isShopOpen = true;
    standIn = await start();
    assert.ok(
      await until(async () => typesOf(kept.id).includes('payment_intent.succeeded'), 10_000),
    );
    assert.equal((await stripe.paymentIntents.retrieve(dropped.id)).status, 'succeeded');
    assert.deepEqual(typesOf(dropped.id), []);
  });

  it('delivers the types of events that the endpoint wants', async () => {
    await standIn.stop();
    standIn = await start(['payment_intent.succeeded']);
    const intent = await paid();
    const delivered = () => typesOf(intent.id);
    const isOver = async () =>
      (await stripe.events.list({ limit: 1 })).data[0]?.pending_webhooks === 0;
    assert.ok(await until(isOver, 5_000));
    const { data } = await stripe.events.list({ limit: 3 });
    assert.deepEqual(
      data.map(({ type, pending_webhooks: left }) => [type, left]),
      [
        ['payment_intent.succeeded', 0],
        ['charge.succeeded', 0],
        ['payment_intent.created', 0],
      ],
    );
    assert.deepEqual(delivered(), ['payment_intent.succeeded']);
    await standIn.stop();
    standIn = await start();
  });

  it('loses nothing that comes after a line which a killed process has not ended', async () => {
    await standIn.stop();
    await appendFile(FILE, '{"object":{"id":"pi_torn","obj');
    standIn = await start();
    const { id } = await stripe.customers.create({ email: 'ada@example.com' });
    await standIn.stop();
    standIn = await start();
    assert.equal((await stripe.customers.retrieve(id)).id, id);
  });

  it('stores all that a request changes, or nothing of it', async () => {
    const lines = async () => (await readFile(FILE, 'utf8')).split('\n').length;
    await behave({ webhooks: { paused: true } });
    const before = await lines();
    await paid();
    assert.equal(await lines(), before + 1);
    const { url } = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        {
          quantity: 1,
          price_data: { currency: 'usd', unit_amount: 1999, product_data: { name: 'Course' } },
        },
      ],
      success_url: 'http://127.0.0.1/done',
    });
    const unpaid = await lines();
    const body = new URLSearchParams({ card: '4242424242424242' });
    await fetch(url ?? '', { method: 'POST', body, redirect: 'manual' });
    assert.equal(await lines(), unpaid + 1);
  });
});
