// What reading an order is compared with: Fastify and pg, nothing else. Nobody is asked who they are.
import Fastify from 'fastify';
import { Pool, type QueryResultRow } from 'pg';

const { PORT, DATABASE_URL } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
const server = Fastify();

server.get<{ Params: { id: string } }>('/api/v1/orders/:id', async (request, reply) => {
  const { id } = request.params;
  const [orders, lines, payments] = await Promise.all([
    pool.query<QueryResultRow>('select * from "order" where "id" = $1', [id]),
    pool.query<QueryResultRow>(
      'select * from "order_line" where "order_id" = $1 order by "position"',
      [id],
    ),
    pool.query<QueryResultRow>('select * from "payment" where "order_id" = $1 order by "number"', [
      id,
    ]),
  ]);
  const [order] = orders.rows;
  if (!order) return reply.code(404).send();
  const money = (minor: unknown): object => moneyOf(minor, order.currency);
  return {
    id: order.id as unknown,
    quoteId: order.quote_id as unknown,
    status: order.status as unknown,
    lines: lines.rows.map(lineOf),
    total: money(order.total_minor),
    dueAt: moment(order.due_at),
    paidAt: moment(order.paid_at),
    createdAt: moment(order.created_at),
    payments: payments.rows.map(paymentOf),
    history: (order.history as { status: string; at: string }[]).map(({ status, at }) => ({
      status,
      at,
    })),
  };
});

await server.listen({ host: '127.0.0.1', port: Number(PORT) });

function lineOf(row: QueryResultRow): object {
  return {
    id: row.id as unknown,
    courseId: row.course_id as unknown,
    publication: row.publication as unknown,
    instructorId: row.instructor_id as unknown,
    title: row.title as unknown,
    slug: row.slug as unknown,
    listPrice: moneyOf(row.list_price_minor, row.currency),
    price: moneyOf(row.price_minor, row.currency),
    status: row.status as unknown,
  };
}

function paymentOf(row: QueryResultRow): object {
  const amount = Number(row.amount_minor);
  const received = Number(row.received_minor);
  return {
    id: row.id as unknown,
    orderId: row.order_id as unknown,
    method: row.method as unknown,
    status: row.status as unknown,
    amount: moneyOf(amount, row.currency),
    received: moneyOf(received, row.currency),
    missing: moneyOf(Math.max(0, amount - received), row.currency),
    surplus: moneyOf(Math.max(0, received - amount), row.currency),
    reference: row.reference as unknown,
    bankAccount: row.bank_account as unknown,
    dueAt: moment(row.due_at),
    paidAt: moment(row.paid_at),
    createdAt: moment(row.created_at),
  };
}

function moneyOf(minor: unknown, currency: unknown): object {
  return { amountMinor: Number(minor), currency };
}

function moment(value: unknown): string | null {
  return value instanceof Date ? value.toISOString() : null;
}
