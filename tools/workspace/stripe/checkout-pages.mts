import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import { NOBODY } from './account.mts';
import { ApiError, missing } from './api-error.mts';
import { TEST_CARDS } from './cards.mts';
import { PAGE_HEADERS, amountText, button, escaped, page } from './html.mts';
import type { Parts } from './routes.mts';

/** The pages on which a buyer pays, and proves to the bank who they are. */
export function checkoutPages(server: FastifyInstance, parts: Parts): void {
  const { account, payments, checkout } = parts;
  const sessionOf = (request: FastifyRequest) => account.get('checkout.session', idOf(request));
  const show = (reply: FastifyReply, session: Stripe.Checkout.Session, problem?: string) =>
    send(reply, problem === undefined ? 200 : 402, payPage(session, problem));

  server.get('/c/pay/:id', (request, reply) => show(reply, sessionOf(request)));
  server.post('/c/pay/:id', (request, reply) => {
    const session = sessionOf(request);
    try {
      const card = String((request.body as { card?: string }).card ?? '');
      const intent = account.together(() => checkout.pay(session, card, NOBODY));
      return follow(reply, session, intent);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return show(reply, session, error.message);
    }
  });
  server.get('/c/pay/:id/return', (request, reply) => {
    const session = sessionOf(request);
    account.together(() => checkout.complete(session.id, NOBODY));
    const intent = account.get('payment_intent', String(session.payment_intent));
    if (intent.status === 'succeeded') return follow(reply, session, intent);
    return show(reply, session, intent.last_payment_error?.message ?? 'The payment failed.');
  });
  server.get('/3d-secure/:id', (request, reply) => {
    const intent = account.get('payment_intent', idOf(request));
    return send(reply, 200, challengePage(intent, request.url));
  });
  server.post('/3d-secure/:id', (request, reply) => {
    const { return_url: back, outcome } = request.query as {
      return_url?: string;
      outcome?: string;
    };
    const intent = account.get('payment_intent', idOf(request));
    const after = account.together(() =>
      payments.authenticate(intent, outcome === 'proven', NOBODY),
    );
    const url = URL.parse(back ?? '');
    if (!url) throw missing('return_url', back ?? '');
    url.searchParams.set('payment_intent', after.id);
    url.searchParams.set('payment_intent_client_secret', after.client_secret ?? '');
    url.searchParams.set('redirect_status', after.status === 'succeeded' ? 'succeeded' : 'failed');
    return reply.redirect(url.href, 303);
  });
}

/** To where the buyer goes after an attempt to pay. */
function follow(
  reply: FastifyReply,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
): FastifyReply {
  const challenge = intent.next_action?.redirect_to_url?.url;
  const url = challenge ?? session.success_url ?? '/';
  return reply.redirect(url.replaceAll('{CHECKOUT_SESSION_ID}', session.id), 303);
}

function payPage(session: Stripe.Checkout.Session, problem?: string): string {
  const amount = amountText(session.amount_total ?? 0, session.currency ?? 'usd');
  if (session.status !== 'open') {
    return page('Payment', `<main class="narrow"><h1>This page has expired</h1></main>`);
  }
  const options = TEST_CARDS.map(
    ({ number, title }) => `<option value="${number}">${escaped(title)}</option>`,
  );
  return page(
    `Pay ${amount}`,
    [
      '<main class="narrow"><h1>Stand-in for Stripe</h1>',
      `<p>You pay <strong>${amount}</strong>. No money moves, and nothing leaves this machine.</p>`,
      problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>`,
      `<form method="post" action="/c/pay/${session.id}">`,
      '<label>Card number <input name="card" inputmode="numeric" autocomplete="off" required list="cards" value="4242 4242 4242 4242"></label>',
      `<datalist id="cards">${options.join('')}</datalist>`,
      '<button>Pay</button></form>',
      session.cancel_url === null
        ? ''
        : `<p><a href="${escaped(session.cancel_url)}">Back to the shop</a></p>`,
      '<h2>Test cards</h2><div class="scroll"><table><tbody>',
      ...TEST_CARDS.map(
        ({ number, title }) =>
          `<tr><td><code>${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</code></td><td>${escaped(title)}</td></tr>`,
      ),
      '</tbody></table></div></main>',
    ].join('\n'),
  );
}

function challengePage(intent: Stripe.PaymentIntent, url: string): string {
  const amount = amountText(intent.amount, intent.currency);
  return page(
    '3-D Secure',
    [
      `<main class="narrow"><h1>3-D Secure</h1><p>Your bank asks whether you pay <strong>${amount}</strong>.</p>`,
      button(`${url}&outcome=proven`, 'Complete authentication'),
      button(`${url}&outcome=failed`, 'Fail authentication'),
      '</main>',
    ].join('\n'),
  );
}

function idOf(request: FastifyRequest): string {
  return (request.params as { id: string }).id;
}

function send(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.status(status).headers(PAGE_HEADERS).send(html);
}
