import pg from 'pg';
import { databaseName } from '#workspace/stack/environment.mts';
import { withDatabase } from '#workspace/stack/postgres.mts';
import { HOT_SHARE, Kind, SQL_FUNCTIONS } from './made.mts';

const row = `pg_temp.id_of(${Kind.row}, i)`;
const other = `pg_temp.id_of(${Kind.other}, i)`;
const time = 'pg_temp.time_of(i)';
/** A tenth of the rows make one owner each; every fifth row belongs to the hot one. */
const owner = `case when i % ${HOT_SHARE} = 0 then $3::uuid else pg_temp.id_of(${Kind.owner}, i % 99991) end`;
const hotCourse = `case when i % ${HOT_SHARE} = 1 then $4::uuid else ${other} end`;
/** 0 to 99, the same share of each for every owner. */
const percent = `(i / ${HOT_SHARE} * 31 % 100)`;
const aggregate = 'id, version, created_at, updated_at';
const made = `${row}, 1, ${time}, ${time}`;
const later = `timestamptz '2100-01-01'`;

/** How the tables behind the lists are filled: rows $1 to $2, $3 is the hot owner, $4 the hot course. In this order. */
const FILLS: Readonly<Record<string, readonly string[]>> = {
  auth: [
    // Nobody has a million open devices (`SESSIONS_MAX`): of the hot account's 1 % nearly all are over.
    `insert into session (${aggregate}, account_id, user_agent, ip, last_seen_at, expires_at, ended_at)
     select ${made}, case when i % 100 = 0 then $3::uuid else pg_temp.id_of(${Kind.owner}, i % 99991) end,
       'A browser', '203.0.113.0/24', ${time}, ${later}, case when i / 100 % 100 > 0 then ${time} end`,
    `insert into security_event (id, type, result, account_id, actor_id, user_agent, ip, occurred_at)
     select ${row}, case when ${percent} = 0 then 'token_reused' else 'sign_in' end, 'done', ${owner}, ${owner},
       'A browser', '203.0.113.0/24', ${time}`,
  ],
  certificate: [
    `insert into certificate
       (${aggregate}, number, enrollment_id, user_id, course_id, publication, course_title, holder_name, completed_at)
     select ${made}, 'N' || i, ${row}, ${owner}, ${other}, 1, 'A course', 'Somebody', ${time}`,
  ],
  interaction: [
    `insert into wishlist_item (id, user_id, course_id, title, slug, price_minor, currency, added_at)
     select ${row}, ${owner}, ${other}, 'A course', 'a-course', 1999, 'USD', ${time}`,
  ],
  order: [
    `insert into "order" (${aggregate}, buyer_id, quote_id, status, total_minor, currency, due_at, history)
     select ${made}, ${owner}, ${row},
       case when ${percent} = 0 then 'pending_payment' when ${percent} < 10 then 'expired' else 'fulfilled' end,
       1999, 'USD', ${later}, '[]'`,
    `insert into order_line (id, order_id, position, buyer_id, course_id, publication, instructor_id, title, slug,
       list_price_minor, price_minor, currency, status)
     select ${row}, ${row}, 0, ${owner}, ${other}, 1, ${other}, 'A course', 'a-course', 1999, 1999, 'USD',
       'fulfilled'`,
    `insert into payment (${aggregate}, order_id, number, buyer_id, method, status, amount_minor, received_minor,
       currency, reference, due_at, bank_account, is_in_ledger)
     select ${made}, ${row}, 1, ${owner}, 'bank_transfer',
       case when ${percent} = 0 then 'needs_review' when ${percent} < 10 then 'open' else 'succeeded' end,
       1999, 1999, 'USD', 'R' || i, ${later}, '{"accountHolder": "A holder", "iban": "DE89370400440532013000"}', true`,
    `insert into bank_receipt (id, payment_id, amount_minor, currency, bank_reference, confirmed_by, created_at)
     select ${row}, ${row}, 1999, 'USD', 'B' || i, $3::uuid, ${time}`,
    `insert into coupon (${aggregate}, code, code_key, discount, scope, owner_id, batch_id, starts_at,
       first_purchase_only, combines_with_sale, held, committed)
     select ${made}, 'C' || i, 'C' || i, '{"kind":"free"}', 'instructor', ${owner},
       case when i % ${HOT_SHARE} = 0 then pg_temp.id_of(${Kind.other}, 1) end, ${time}, false, false, 0, 0`,
    `insert into transaction (id, kind, user_id, order_id, payment_id, method, amount_minor, currency, created_at)
     select ${row}, 'charge', ${owner}, ${row}, ${row}, 'bank_transfer', 1999, 'USD', ${time}`,
    `insert into refund_request (${aggregate}, order_id, line_id, buyer_id, course_id, status, assessment)
     select ${made}, ${row}, ${row}, ${owner}, ${other}, case when ${percent} = 0 then 'open' else 'approved' end,
       '{"refusals": [], "refundable": {"amountMinor": 0, "currency": "USD"}}'`,
    `insert into refund (${aggregate}, order_id, line_id, payment_id, buyer_id, course_id, method, status,
       amount_minor, currency, ends_access, decided_by, is_by_hand)
     select ${made}, ${row}, ${row}, ${row}, ${owner}, ${other}, 'bank_transfer',
       case when ${percent} = 0 then 'failed' else 'succeeded' end, 1999, 'USD', false, $3::uuid, true`,
    `insert into reconciliation_finding (${aggregate}, kind, cause, subject, details, closed_at)
     select ${made}, case when ${percent} < 10 then 'provider_mismatch' else 'hold_without_order' end, 'coupon_held',
       (${row})::text, '{}', case when ${percent} < 5 then null else ${time} end`,
    `insert into dispute (${aggregate}, payment_id, order_id, buyer_id, method, provider_reference, status, amount_minor,
       currency, fee_minor, reason, shares)
     select ${made}, ${row}, ${row}, ${owner}, 'stripe', (${row})::text,
       case when ${percent} < 5 then 'needs_response' when ${percent} = 5 then 'lost' else 'won' end, 1999, 'USD', 1500,
       'fraudulent', '[]'`,
    `insert into payment_review (${aggregate}, payment_id, order_id, buyer_id, method, reason, status, amount_minor,
       currency, expected_minor, expected_currency, is_by_rule)
     select ${made}, ${row}, ${row}, ${owner}, 'bank_transfer', 'order_over',
       case when ${percent} = 0 then 'kept' when ${percent} < 5 then 'open' else 'refunded' end, 1999, 'USD', 1999,
       'USD', false`,
    `insert into ledger_transaction (id, key, kind, order_id, posted_at)
     select ${row}, 'charge:' || i, 'charge', ${row}, ${time}`,
    `insert into ledger_entry (id, transaction_id, kind, account, amount_minor, currency, line_id, course_id,
       instructor_id, available_at, posted_at)
     select ${row}, ${row}, 'charge', 'instructor_earnings', -1399, 'USD', ${row}, ${other}, ${owner}, ${time}, ${time}`,
    `insert into ledger_entry (id, transaction_id, kind, account, amount_minor, currency, posted_at)
     select ${other}, ${row},
       case when i % 4999 = 7 or ${percent} < 10 then 'refund' when ${percent} < 20 then 'dispute_opened' else 'charge' end,
       case when i % 4999 = 7 or ${percent} between 10 and 19 then 'losses' when ${percent} = 0 then 'bank'
         else 'provider_balance' end,
       1399, case when i % 97 = 0 then 'JPY' else 'USD' end, ${time}`,
    `insert into payout_run (${aggregate}, created_by, status, payouts)
     select ${made}, $3::uuid, 'completed', 1`,
    `insert into payout (${aggregate}, run_id, instructor_id, amount_minor, currency, status)
     select ${made}, ${row}, ${owner}, 5000, 'USD', case when ${percent} = 0 then 'failed' else 'paid' end`,
  ],
  review: [
    `insert into review (${aggregate}, course_id, author_id, stars, text)
     select ${made}, ${hotCourse},
       case when i % ${HOT_SHARE} = 0 then $3::uuid else ${other} end,
       case when ${percent} = 0 then 1 when ${percent} < 10 then 3 when ${percent} < 40 then 4 else 5 end,
       'Well explained.'`,
  ],
  user: [
    `insert into user_profile (${aggregate}, first_name, last_name, search_name, role, status, slug, links,
       locale, timezone)
     select pg_temp.id_of(${Kind.other}, i), 1, ${time}, ${time}, 'Ada ' || i % 977, 'Name ' || i * 31 % 10007,
       ' ada ' || i % 977 || ' name ' || i * 31 % 10007, case when i % ${HOT_SHARE} = 0 then 'instructor' else 'user' end,
       case when ${percent} = 0 then 'suspended' else 'active' end,
       case when i % ${HOT_SHARE} = 0 then 'name-' || i end, '[]', 'en', 'UTC'`,
    `insert into instructor_application (${aggregate}, user_id, motivation, status)
     select ${made}, ${other}, 'I like to teach.',
       case when ${percent} = 0 then 'pending' when ${percent} < 40 then 'rejected' else 'approved' end`,
  ],
  'user-progress': [
    `insert into enrollment (${aggregate}, user_id, course_id, publication, status, percent)
     select ${made}, case when i = 1 then $3::uuid when i % ${HOT_SHARE} = 1 then ${other} else ${owner} end,
       ${hotCourse}, 1,
       case when ${percent} = 0 then 'ended' when ${percent} < 20 then 'completed' else 'active' end, 0`,
  ],
};

/** The services whose lists lie in PostgreSQL. */
export const POSTGRES_SERVICES: readonly string[] = Object.keys(FILLS);

/** Adds rows `from` to `to` (exclusive) to the tables behind the lists of a service, and tells the planner. */
export async function fillPostgres(
  serverUrl: string,
  service: string,
  rows: {
    readonly from: number;
    readonly to: number;
    readonly hotOwner: string;
    readonly hotCourse: string;
  },
): Promise<void> {
  const client = new pg.Client({
    connectionString: withDatabase(serverUrl, databaseName(service)),
  });
  await client.connect();
  try {
    await client.query(SQL_FUNCTIONS);
    // Rows of other services are not there, and foreign keys are not what is measured.
    await client.query('set session_replication_role = replica');
    for (const fill of FILLS[service] ?? []) {
      await client.query(`${fill} from generate_series($1::bigint, $2::bigint - 1) as i`, [
        rows.from,
        rows.to,
        ...(fill.includes('$3') ? [rows.hotOwner] : []),
        ...(fill.includes('$4') ? [rows.hotCourse] : []),
      ]);
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
