// Buys a course by card on the hosted page of the payment provider, and shows what becomes of the order.
import {
  createClient,
  formatMoney,
  idempotencyKey,
  unwrap,
} from '../../../../../libs/client/src/index.ts';

/* global session */

const POLL_MS = 500;
const PENDING = ['pending_payment', 'paid'];
const STATES = {
  pending_payment: 'Waiting for the payment…',
  paid: 'Paid. Enrolling you…',
  fulfilled: 'Paid. You are enrolled.',
  cancelled: 'The order was canceled.',
  expired: 'The order has expired.',
};

const state = document.getElementById('state');
const form = document.getElementById('sign-in');
const offers = document.getElementById('offers');
const client = createClient({
  baseUrl: location.origin,
  token: () => session.current?.accessToken,
});

/** Whatever goes wrong is shown where the user looks. */
const attempt = (work) => async (event) => {
  event?.preventDefault();
  try {
    await work(event);
  } catch (error) {
    state.textContent = error.problem?.detail ?? error.message;
  }
};

form.addEventListener(
  'submit',
  attempt(async () => {
    const problem = await session.start(
      '/api/v1/auth/sessions',
      Object.fromEntries(new FormData(form)),
    );
    if (problem) state.textContent = problem.detail;
    else await show();
  }),
);

async function show() {
  const { current } = session;
  form.hidden = Boolean(current);
  offers.hidden = !current;
  if (!current) return;
  state.textContent = `Signed in as ${current.email}`;
  const order = new URLSearchParams(location.search).get('order');
  if (order) return follow(order);
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
  const orderId = await orderOf(courseId);
  const successUrl = `${location.origin}/checkout?order=${orderId}`;
  const cancelUrl = `${location.origin}/checkout`;
  const payment = await unwrap(
    client.POST('/api/v1/orders/{id}/payments', {
      params: { path: { id: orderId }, header: idempotencyKey() },
      body: { method: 'stripe', flow: 'hosted', successUrl, cancelUrl },
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

async function follow(id) {
  offers.hidden = true;
  for (;;) {
    const order = await unwrap(client.GET('/api/v1/orders/{id}', { params: { path: { id } } }));
    const titles = order.lines.map(({ title }) => title).join(', ');
    const failure = order.payments.at(-1)?.lastAttempt?.failure;
    state.textContent = `${titles}: ${STATES[order.status] ?? order.status}`;
    if (failure && order.status === 'pending_payment') state.textContent += ` (${failure})`;
    if (!PENDING.includes(order.status)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  document.getElementById('again').hidden = false;
}

attempt(show)();
