// What reading an order is compared with: Fastify and pg, nothing else. Nothing authenticates callers.
import Fastify from 'fastify';
import { Pool, type QueryResultRow } from 'pg';

const { PORT, DATABASE_URL } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
const server = Fastify();

/** One statement for the three tables, as whoever counts round trips would write it. */
const ORDER = `
  select o.*,
    (select json_agg(l order by l.position) from order_line l where l.order_id = o.id) as lines,
    (select json_agg(p order by p.number) from payment p where p.order_id = o.id) as payments
  from "order" o where o.id = $1`;

server.get<{ Params: { id: string } }>('/api/v1/orders/:id', async (request, reply) => {
  const { rows } = await pool.query<QueryResultRow>(ORDER, [request.params.id]);
  const [order] = rows;
  if (!order) return reply.code(404).send();
  return {
    id: order.id as unknown,
    quoteId: order.quote_id as unknown,
    status: order.status as unknown,
    lines: (order.lines as QueryResultRow[]).map(lineOf),
    total: moneyOf(order.total_minor, order.currency),
    dueAt: timestamp(order.due_at),
    paidAt: timestamp(order.paid_at),
    createdAt: timestamp(order.created_at),
    payments: ((order.payments ?? []) as QueryResultRow[]).map(paymentOf),
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
  const account = row.bank_account as { iban: string; accountHolder: string };
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
    details: {
      iban: account.iban,
      accountHolder: account.accountHolder,
      method: row.method as unknown,
    },
    bankAccount: { accountHolder: account.accountHolder, iban: account.iban },
    dueAt: timestamp(row.due_at),
    paidAt: timestamp(row.paid_at),
    createdAt: timestamp(row.created_at),
  };
}

function moneyOf(minor: unknown, currency: unknown): object {
  return { amountMinor: Number(minor), currency };
}

function timestamp(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? new Date(value).toISOString() : null;
}
