import { Client } from 'pg';
import { unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { LONG, SEED, report } from '../src/resilience';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import { type User, register } from '../src/users';
import {
  type WrittenCourse,
  createCategory,
  orderByTransfer,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';

const PAYMENTS = LONG ? 100 : 12;
/** How often the order service is killed on the way. */
const KILLS = LONG ? 8 : 2;
const WHOLE_MS = LONG ? 600_000 : 240_000;
const PATIENCE_MS = 120_000;

interface Purchase {
  readonly buyer: User;
  readonly payment: Awaited<ReturnType<typeof orderByTransfer>>['payment'];
}

/** @param stage gives the platform, once it runs */
export function describeInvoiceJourneys(stage: () => Stage): void {
  describe(`the numbers of invoices (seed ${SEED})`, () => {
    let platform: Platform;
    let admin: User;
    let course: WrittenCourse;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      const instructor = await registerInstructor(platform, admin);
      const category = await createCategory(admin, 'Invoicing');
      course = await writeCourse(instructor, {
        title: 'Bookkeeping in depth',
        description: '<p>Everything you need to know about this subject.</p>',
        price: { amountMinor: 2500, currency: 'USD' },
        categoryId: category.id,
      });
      await publishCourse(instructor, admin, course.id);
    }, 300_000);

    /** Confirms a payment again and again, with the same line of the bank statement, until it is confirmed. */
    async function confirm({ payment }: Purchase, key: string): Promise<void> {
      const body = { receivedAmount: payment.amount, bankReference: `N1 ${payment.id}` };
      const header = { 'Idempotency-Key': key };
      await eventually(
        'the payment is confirmed',
        async () => {
          const params = { path: { id: payment.id }, header };
          const confirmed = await admin.client
            .POST('/api/v1/bank-transfers/{id}/confirmations', { params, body })
            .catch(() => undefined);
          return confirmed?.data !== undefined;
        },
        PATIENCE_MS,
      );
    }

    async function sequences(): Promise<Record<string, number[]>> {
      const url = new URL('/order', platform.stores.postgres);
      const client = new Client({ connectionString: url.href });
      await client.connect();
      try {
        const { rows } = await client.query<{ name: string; numbers: number[] }>(
          `select series || '-' || year as name, array_agg(sequence order by sequence) as numbers
           from invoice group by series, year`,
        );
        return Object.fromEntries(rows.map(({ name, numbers }) => [name, numbers]));
      } finally {
        await client.end();
      }
    }

    it(
      'N1 have no gap and no double after payments that are interrupted by crashes',
      async () => {
        const purchases: Purchase[] = [];
        for (let n = 0; n < PAYMENTS; n += 1) {
          const buyer = await register(platform, 'Buyer');
          const { payment } = await orderByTransfer(buyer, [course.id]);
          purchases.push({ buyer, payment });
        }
        let done = 0;
        const confirmed = purchases.map(async (purchase) => {
          await confirm(purchase, crypto.randomUUID());
          done += 1;
        });
        for (let kill = 1; kill <= KILLS; kill += 1) {
          // While some are committed and others are on their way.
          const enough = Math.floor((PAYMENTS * (kill - 1)) / KILLS);
          await eventually('some are confirmed', () => Promise.resolve(done > enough), PATIENCE_MS);
          await platform.kill('order');
          await platform.restart('order');
        }
        await Promise.all(confirmed);

        const numbers = new Set<string>();
        for (const { buyer, payment } of purchases) {
          const params = { path: { id: payment.orderId } };
          const { items } = await unwrap(
            buyer.client.GET('/api/v1/orders/{id}/invoices', { params }),
          );
          expect(items).toMatchObject([{ kind: 'invoice', total: payment.amount }]);
          numbers.add(items[0]?.number ?? '');
        }
        expect(numbers.size).toBe(PAYMENTS);
        for (const found of Object.values(await sequences())) {
          expect(found).toEqual(found.map((_, index) => index + 1));
        }
        report('N1', { payments: PAYMENTS, kills: KILLS, numbers: numbers.size });
      },
      WHOLE_MS,
    );
  });
}
