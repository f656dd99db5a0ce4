// Buys a course by card on the hosted page of the payment provider, and shows what becomes of the order.
import { formatMoney, idempotencyKey, unwrap } from '../../../../../libs/client/src/index.ts';
import { attempt, client, startPage } from './signed-in.js';

const POLL_MS = 500;
const PENDING = ['pending_payment', 'paid'];
const STATES = {
  pending_payment: 'Waiting for the payment…',
  paid: 'Paid. Enrolling you…',
  fulfilled: 'Paid. You are enrolled.',
  cancelled: 'The order was canceled.',
  expired: 'The order has expired.',
};

/** Why a card was declined, as a buyer would say it. */
const FAILURES = {
  card_declined: 'Your bank declined the card.',
  insufficient_funds: 'There is not enough money on the card.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code of the card is wrong.',
  authentication_failed: 'Your bank could not confirm that it was you.',
  processing_error: 'Something went wrong on the way to your bank.',
};

const state = document.getElementById('state');
const offers = document.getElementById('offers');
const failure = document.getElementById('failure');
const retry = document.getElementById('retry');
async function show(current) {
  offers.hidden = !current;
  if (!current) return;
  state.textContent = `Signed in as ${current.email}`;
  const parameters = new URLSearchParams(location.search);
  const order = parameters.get('order');
  if (order) return follow(order, parameters.has('back'));
  const query = { minPrice: 1, limit: 12, sort: 'price' };
  const { items } = await unwrap(client.GET('/api/v1/courses', { params: { query } }));
  offers.replaceChildren(...items.map(offerOf));
}

function offerOf({ id, title, price }) {
  const row = document.getElementById('offer').content.cloneNode(true);
  row.querySelector('h2').textContent = title;
  row.querySelector('p').textContent = formatMoney(price, document.documentElement.lang);
  const button = row.querySelector('button');
  button.setAttribute('aria-label', `Buy ${title}`);
  button.addEventListener(
    'click',
    attempt(async () => {
      button.disabled = true;
      try {
        await buy(id);
      } finally {
        button.disabled = false;
      }
    }),
  );
  return row;
}

async function buy(courseId) {
  await pay(await orderOf(courseId));
}

/** Goes to the hosted page, where the buyer enters a card. */
async function pay(id) {
  const successUrl = `${location.origin}/checkout?order=${id}`;
  const payment = await unwrap(
    client.POST('/api/v1/orders/{id}/payments', {
      params: { path: { id }, header: idempotencyKey() },
      body: { method: 'stripe', flow: 'hosted', successUrl, cancelUrl: `${successUrl}&back` },
    }),
  );
  location.assign(payment.details.url);
}

/** A new order, or the one that the buyer has left unpaid. */
async function orderOf(courseId) {
  const quote = await unwrap(client.POST('/api/v1/quotes', { body: { courseIds: [courseId] } }));
  try {
    const order = await unwrap(
      client.POST('/api/v1/orders', {
        params: { header: idempotencyKey() },
        body: { quoteId: quote.id },
      }),
    );
    return order.id;
  } catch (error) {
    if (error.code === 'order.open_exists' && error.problem.orderId) return error.problem.orderId;
    throw error;
  }
}

/** Shows what becomes of an order. @param isBack whether the buyer has left the hosted page without paying */
async function follow(id, isBack) {
  offers.hidden = true;
  retry.firstElementChild.addEventListener(
    'click',
    attempt(() => pay(id)),
  );
  // After a card that works, the one before it may still be the last that was reported.
  let isNew = isBack;
  for (;;) {
    const order = await unwrap(client.GET('/api/v1/orders/{id}', { params: { path: { id } } }));
    const last = order.payments.at(-1)?.lastAttempt;
    isNew ||= last?.state !== 'failed';
    const titles = order.lines.map(({ title }) => title).join(', ');
    say(state, `${titles}: ${STATES[order.status] ?? order.status}`);
    const isPayable = order.status === 'pending_payment';
    const reason = isNew && isPayable && FAILURES[last?.failure];
    showFailure(reason);
    retry.hidden = !(reason || (isPayable && isBack));
    if (!PENDING.includes(order.status)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  document.getElementById('again').hidden = false;
}

/** @param reason why the last card was declined, if it was */
function showFailure(reason) {
  failure.hidden = !reason;
  say(failure, reason ? `${reason} Nothing was charged.` : '');
  say(retry.firstElementChild, reason ? 'Pay with another card' : 'Pay by card');
}

/** Writes only what is new: a screen reader says again whatever is written again. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

startPage(show);
