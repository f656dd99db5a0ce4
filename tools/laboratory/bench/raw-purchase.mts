// What a purchase is compared with: Fastify, pg and nats, nothing else. The same rows in the same commits: a claim of each
// key, work and response in one transaction, an outbox behind each event, an inbox before each reaction. Nothing
// authenticates callers or looks up prices; with `UPSTREAMS` the program is one of several, as the platform is, which
// send each other the requests of the services.
import { createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import { RawEvents, type EventMessage } from './raw-events.mts';
import { RawUpstreams } from './raw-upstreams.mts';
import { type Row, claim, inTransaction, keep, openPool, run } from './raw-store.mts';

const { PORT, NATS_URL = '', UPSTREAMS, ROLES = 'order,interaction,progress' } = process.env;
const { ORDER_URL, INTERACTION_URL, USER_PROGRESS_URL, COURSE_URL = '' } = process.env;
const PRICE = { amountMinor: 1999, currency: 'USD' };
const BANK_ACCOUNT = { accountHolder: 'Bench', iban: 'GB82WEST12345698765432' };
const INSTRUCTOR = randomUUID();
const DAY_MS = 86_400_000;

const is = (role: string): boolean => ROLES.split(',').includes(role);
const orders = openPool(ORDER_URL);
const carts = openPool(INTERACTION_URL);
const progress = openPool(USER_PROGRESS_URL);
const events = await RawEvents.open(NATS_URL);
const upstreams = UPSTREAMS === undefined ? undefined : await RawUpstreams.open(NATS_URL);
if (is('course')) await upstreams?.serveOffers(COURSE_URL);
if (is('progress')) {
  upstreams?.serveOwned(progress);
  await events.relay('bare.progress', progress);
  await events.handle('bare.order.paid', 'grant', progress, grant);
}
if (is('order')) {
  await events.relay('bare.order', orders);
  await events.handle('bare.progress.granted', 'fulfil', orders, fulfil);
}
if (is('interaction')) await events.handle('bare.progress.granted', 'clean-up', carts, cleanUp);

const server = Fastify();
interface Id {
  Params: { id: string };
}

server.put<Id>('/api/v1/cart/items/:id', async (request) => {
  const buyer = callerOf(request);
  await upstreams?.offersFor({ buyer, courseIds: [request.params.id] });
  await inTransaction(carts, async (client) => {
    await run(client, 'insert into cart (id) values ($1) on conflict do nothing', [buyer]);
    await run(client, 'select id from cart where id = $1 for update', [buyer]);
    await run(client, 'select * from cart_item where cart_id = $1', [buyer]);
    await insert(client, 'cart_item', {
      ...{ id: randomUUID(), cart_id: buyer, course_id: request.params.id, added_at: new Date() },
      ...{ title: 'A course', slug: 'a-course', price_minor: PRICE.amountMinor, currency: 'USD' },
    });
  });
  return { courseId: request.params.id, price: PRICE };
});

server.post<{ Body: { courseIds: string[] } }>('/api/v1/quotes', (request) =>
  once(request, { send: 'offersFor', of: request.body.courseIds }, async (client, buyer) => {
    const course = { title: 'A course', slug: 'a-course' };
    const lines = request.body.courseIds.map((courseId) => ({ courseId, ...course }));
    const quote = { ...aggregate(), buyer_id: buyer, lines: JSON.stringify(lines), ...total() };
    await insert(client, 'quote', { ...quote, expires_at: inDays(1) });
    return { id: quote.id, lines, total: PRICE };
  }),
);

server.post<{ Body: { quoteId: string } }>('/api/v1/orders', (request) =>
  once(request, { send: 'ownedBy', of: [request.body.quoteId] }, async (client, buyer) => {
    const { quoteId } = request.body;
    const [quote] = await run(client, 'select * from quote where id = $1', [quoteId]);
    const [item] = quote?.lines as { courseId: string; title: string; slug: string }[];
    if (!item) throw new Error('The quote is empty');
    const order = { ...aggregate(), buyer_id: buyer, quote_id: quoteId, ...total() };
    const sql = 'update quote set order_id = $1, version = version + 1 where id = $2';
    await run(client, `${sql} and order_id is null`, [order.id, quoteId]);
    const history = JSON.stringify([{ status: 'pending_payment', at: order.created_at }]);
    const state = { status: 'pending_payment', due_at: inDays(1), history };
    await insert(client, 'order', { ...order, ...state });
    const line = { id: randomUUID(), order_id: order.id, buyer_id: buyer, status: 'open' };
    const course = { course_id: item.courseId, title: item.title, slug: item.slug };
    await insert(client, 'order_line', {
      ...{ ...line, ...course, position: 0, publication: 1, instructor_id: INSTRUCTOR },
      ...{ list_price_minor: 1999, price_minor: 1999, currency: 'USD' },
    });
    await events.add(client, 'bare.order.created', { id: order.id, version: 1, orderId: order.id });
    return { id: order.id, quoteId, status: state.status, lines: [line], total: PRICE };
  }),
);

server.post<Id & { Body: { method: string } }>('/api/v1/orders/:id/payments', (request) =>
  once(request, { send: 'ownedBy', of: [request.params.id] }, async (client, buyer) => {
    const { id } = request.params;
    const sql = 'select o.*, l.id as line_id from "order" o join order_line l on l.order_id = o.id';
    await run(client, `${sql} where o.id = $1 for update`, [id]);
    await run(client, 'select * from payment where order_id = $1 order by number desc limit 1', [
      id,
    ]);
    const payment = { ...aggregate(), order_id: id, number: 1, buyer_id: buyer, status: 'open' };
    const { method } = request.body;
    await insert(client, 'payment', {
      ...{ ...payment, method, amount_minor: 1999, received_minor: 0, currency: 'USD' },
      ...{ reference: payment.id, bank_account: JSON.stringify(BANK_ACCOUNT), due_at: inDays(7) },
    });
    return { id: payment.id, orderId: id, amount: PRICE, status: 'open', details: BANK_ACCOUNT };
  }),
);

server.post<Id>('/api/v1/bank-transfers/:id/confirmations', (request) =>
  once(request, undefined, async (client, admin) => {
    const { id } = request.params;
    const [payment] = await run(client, 'select * from payment where id = $1 for update', [id]);
    const orderId = String(payment?.order_id);
    const buyer = payment?.buyer_id;
    const sql = 'select o.*, l.id as line_id, l.course_id from "order" o';
    const join = 'join order_line l on l.order_id = o.id where o.id = $1 for update';
    const [order] = await run(client, `${sql} ${join}`, [orderId]);
    const money = { amount_minor: 1999, currency: 'USD', created_at: new Date() };
    const receipt = { id: randomUUID(), payment_id: id, bank_reference: id, confirmed_by: admin };
    await insert(client, 'bank_receipt', { ...receipt, ...money });
    const of = { user_id: buyer, order_id: orderId, payment_id: id, method: 'bank_transfer' };
    await insert(client, 'transaction', { id: randomUUID(), kind: 'charge', ...of, ...money });
    const paid = `status = 'paid', version = version + 1, paid_at = now(), updated_at = now()`;
    await run(client, `update "order" set ${paid}, paid_published_at = now() where id = $1`, [
      orderId,
    ]);
    await run(client, `update payment set ${paid}, received_minor = 1999 where id = $1`, [id]);
    await run(client, `update order_line set status = 'paid' where order_id = $1`, [orderId]);
    const line = { lineId: order?.line_id as string, courseId: order?.course_id as string };
    const event = { orderId, userId: buyer as string, ...line };
    await events.add(client, 'bare.order.paid', { id: orderId, version: 2, ...event });
    return { id, orderId, status: 'paid', received: PRICE };
  }),
);

server.get<{ Querystring: { courseId: string } }>('/api/v1/enrollments', async (request) => {
  const sql = 'select * from enrollment where user_id = $1 and course_id = $2';
  const items = await run(progress, sql, [callerOf(request), request.query.courseId]);
  return { items };
});

await server.listen({ host: '127.0.0.1', port: Number(PORT) });

/** A write under a key: claimed first, the response kept in the commit of the work. */
async function once(
  request: FastifyRequest,
  question: { send: 'offersFor' | 'ownedBy'; of: readonly string[] } | undefined,
  work: (client: PoolClient, caller: string) => Promise<object>,
): Promise<object> {
  const caller = callerOf(request);
  const key = JSON.stringify([caller, request.url, request.headers['idempotency-key']]);
  const id = createHash('sha256').update(key).digest('hex');
  const owner = await claim(orders, id, JSON.stringify(request.body));
  if (question) await upstreams?.[question.send]({ buyer: caller, courseIds: question.of });
  const response = await inTransaction(orders, async (client) => {
    const made = await work(client, caller);
    await keep(client, id, owner, JSON.stringify(made));
    return made;
  });
  events.trigger();
  return response;
}

async function grant(client: PoolClient, event: EventMessage): Promise<void> {
  const { orderId, lineId, courseId, userId } = event;
  const grants = 'insert into order_line_grant (order_id, order_line_id) values ($1, $2)';
  await run(client, `${grants} on conflict do nothing`, [orderId, lineId]);
  const locked = 'select * from order_line_grant where order_line_id = $1 for update';
  await run(client, locked, [lineId]);
  const present = 'select * from enrollment where user_id = $1 and course_id = $2 for update';
  await run(client, present, [userId, courseId]);
  await run(client, 'select newest from course_publication where course_id = $1', [courseId]);
  const course = { user_id: userId, course_id: courseId, publication: 1 };
  const enrollment = { ...aggregate(), ...course, status: 'active', percent: 0 };
  await insert(client, 'enrollment', enrollment);
  const snapshot =
    'insert into curriculum_snapshot (course_id, publication, lessons) values ($1, 1,';
  await run(client, `${snapshot} '[]') on conflict do nothing`, [courseId]);
  const kept = 'select * from curriculum_snapshot where course_id = $1 for share';
  await run(client, kept, [courseId]);
  const lead = 'update order_line_grant set enrollment_id = $1 where order_line_id = $2';
  await run(client, lead, [enrollment.id, lineId]);
  await events.add(client, 'bare.progress.granted', { ...event, id: enrollment.id, version: 1 });
}

async function fulfil(client: PoolClient, { orderId, lineId }: EventMessage): Promise<void> {
  const sql = 'select o.id from "order" o join order_line l on l.order_id = o.id where o.id = $1';
  await run(client, `${sql} for update`, [orderId]);
  await run(client, `update order_line set status = 'fulfilled' where id = $1`, [lineId]);
  const done = `update "order" set status = 'fulfilled', version = version + 1 where id = $1`;
  await run(client, done, [orderId]);
  await events.add(client, 'bare.order.fulfilled', { id: orderId, version: 3, orderId });
}

async function cleanUp(client: PoolClient, { userId, courseId }: EventMessage): Promise<void> {
  const sql = 'delete from cart_item where cart_id = $1 and course_id = $2';
  await run(client, sql, [userId, courseId]);
}

async function insert(client: PoolClient, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await run(client, `insert into "${table}" (${names}) values (${places})`, Object.values(row));
}

function aggregate() {
  return { id: randomUUID(), version: 1, created_at: new Date(), updated_at: new Date() };
}

function total() {
  return { total_minor: PRICE.amountMinor, currency: PRICE.currency };
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}

function callerOf({ headers }: FastifyRequest): string {
  return headers.authorization?.slice('Bearer '.length) ?? '';
}
