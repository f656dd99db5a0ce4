import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import { NOBODY } from './account.mts';
import { invalid } from './api-error.mts';
import type { Behavior, Conduct } from './behavior.mts';
import { closeDispute, openDispute } from './disputes.mts';
import { PAGE_HEADERS, amountText, button, escaped, page } from './html.mts';
import { createRefund, settleRefund } from './refunds.mts';
import type { Parts } from './routes.mts';
import type { Webhooks } from './webhooks.mts';

const MOST_ROWS = 50;

/** Where someone plays the bank and the buyer, and where programs say how this server shall behave. */
export function consolePages(
  server: FastifyInstance,
  parts: Parts,
  conduct: Conduct,
  webhooks: Webhooks,
): void {
  const { account } = parts;
  server.get('/', (_request, reply) => reply.headers(PAGE_HEADERS).send(overview(parts)));
  server.get('/stand-in/behavior', () => conduct.value);
  server.put('/stand-in/behavior', (request) => {
    conduct.set(request.body as Partial<Behavior>);
    return conduct.value;
  });
  server.put('/stand-in/endpoint', (request) => {
    const { url } = request.body as { url: string };
    webhooks.moveTo(url);
    return { url };
  });
  server.post('/stand-in/events/:id/deliveries', async (request) => ({
    status: await webhooks.resend(account.get('event', paramsOf(request).id)),
  }));
  const actions = actionsOf(parts);
  server.post('/stand-in/:id/:action', (request, reply) => {
    const { id, action } = paramsOf(request);
    const act = actions[action];
    if (!act) throw invalid(`There is no action "${action}".`);
    account.together(() => act(id, request.body as { amount?: string } | null));
    return back(request, reply);
  });
}

type Action = (id: string, body: { amount?: string } | null) => void;

/** What happens at banks and in the heads of buyers, by the name of its button. */
function actionsOf({ account, payments, checkout }: Parts): Readonly<Record<string, Action>> {
  const intent = (id: string) => account.get('payment_intent', id);
  const settle = (id: string, hasCome: boolean) =>
    checkout.settleOf(payments.settle(intent(id), hasCome, NOBODY), NOBODY);
  return {
    arrive: (id) => settle(id, true),
    bounce: (id) => settle(id, false),
    refund: (id, body) => {
      const amount = body?.amount === undefined ? {} : { amount: body.amount };
      createRefund(account, { payment_intent: id, ...amount }, NOBODY);
    },
    dispute: (id, body) => {
      const charge = account.get('charge', String(intent(id).latest_charge));
      const left = charge.amount - charge.amount_refunded;
      const amount = body?.amount === undefined ? left : Number(body.amount);
      openDispute(account, charge, amount, 'fraudulent', NOBODY);
    },
    win: (id) => void closeDispute(account, account.get('dispute', id), 'won', NOBODY),
    lose: (id) => void closeDispute(account, account.get('dispute', id), 'lost', NOBODY),
    succeed: (id) => void settleRefund(account, account.get('refund', id), 'succeeded', NOBODY),
    fail: (id) => void settleRefund(account, account.get('refund', id), 'failed', NOBODY),
  };
}

function overview({ account }: Parts): string {
  const rows = account.all('payment_intent').slice(0, MOST_ROWS).map(paymentRow);
  const disputes = account.all('dispute').slice(0, MOST_ROWS).map(disputeRow);
  const refunds = account.all('refund').slice(0, MOST_ROWS).map(refundRow);
  return page(
    'Stand-in for Stripe',
    [
      '<main><h1>Stand-in for Stripe</h1><p>You are the bank and the buyer. No money moves.</p>',
      table('Payments', ['Payment', 'Amount', 'State', ''], rows),
      table('Refunds', ['Refund', 'Amount', 'State', ''], refunds),
      table('Disputes', ['Dispute', 'Amount', 'State', ''], disputes),
      '</main>',
    ].join('\n'),
  );
}

function paymentRow(intent: Stripe.PaymentIntent): string {
  const act = (action: string, label: string) => button(`/stand-in/${intent.id}/${action}`, label);
  const buttons: Partial<Record<string, string>> = {
    succeeded: act('refund', 'Refund') + act('dispute', 'Dispute'),
    processing: act('arrive', 'Let it arrive') + act('bounce', 'Let it fail'),
  };
  return row(intent, intent.status, buttons[intent.status] ?? '');
}

function refundRow(refund: Stripe.Refund): string {
  const act = (action: string, label: string) => button(`/stand-in/${refund.id}/${action}`, label);
  const isPending = refund.status === 'pending';
  const buttons = isPending ? act('succeed', 'Let it arrive') + act('fail', 'Let it fail') : '';
  return row(refund, refund.status ?? '', buttons);
}

function disputeRow(dispute: Stripe.Dispute): string {
  const act = (action: string, label: string) => button(`/stand-in/${dispute.id}/${action}`, label);
  const isOver = dispute.status === 'won' || dispute.status === 'lost';
  const buttons = isOver ? '' : act('win', 'The shop wins') + act('lose', 'The buyer wins');
  return row(dispute, dispute.status, buttons);
}

function row(
  { id, amount, currency }: { id: string; amount: number; currency: string },
  state: string,
  buttons: string,
): string {
  const cells = [
    `<code>${escaped(id)}</code>`,
    amountText(amount, currency),
    escaped(state),
    buttons,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function table(title: string, heads: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return `<h2>${title}</h2><p>None yet.</p>`;
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<h2>${title}</h2><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** A browser goes back to the page with the buttons; a program hears that it is done. */
function back(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isBrowser = (request.headers.accept ?? '').includes('text/html');
  return isBrowser ? reply.redirect('/', 303) : reply.status(204).send();
}

function paramsOf(request: FastifyRequest): { id: string; action: string } {
  return request.params as { id: string; action: string };
}
