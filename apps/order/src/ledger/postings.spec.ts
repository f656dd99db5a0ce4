import fc from 'fast-check';
import { Money, newId } from '@course-plateform/common/kernel';
import { RandomBusiness, anEvent } from '../../test/random-business';
import { Books } from '../../test/books';
import { PaymentMethod } from '../payment-providers/payment-method';
import { LedgerAccount, LedgerKind } from './ledger-account';
import { balanced } from './posting';
import {
  chargePosting,
  disputeFeePosting,
  disputeLostPosting,
  disputeOpenedPosting,
  disputeWonPosting,
  ledgerKeys,
  refundPosting,
} from './postings';
import { type SoldLine, partsOf, priceOf, sumOf } from './sold-line';

const NOW = new Date('2026-01-15T12:00:00Z');
const LATER = new Date('2026-02-14T12:00:00Z');

/** A line as it was sold. */
function aLine(shareMinor: number, revenueMinor: number, currency = 'USD', taxMinor = 0) {
  const ids = { lineId: newId(), courseId: newId() };
  const shares = [{ instructorId: newId(), amountMinor: shareMinor }];
  return { ...ids, currency, availableAt: LATER, shares, revenueMinor, taxMinor };
}

/** What is left of a line whose share one instructor has. */
function shareLeft(books: Books, line: SoldLine) {
  const { shares, revenueMinor, taxMinor } = books.left(line);
  return { shareMinor: sumOf(shares), revenueMinor, taxMinor };
}

function sold(lines: readonly SoldLine[]) {
  const payment = { id: newId(), orderId: newId(), method: PaymentMethod.stripe };
  const currency = lines[0]?.currency ?? 'USD';
  const total = Money.of(
    lines.reduce((sum, line) => sum + priceOf(line), 0),
    currency,
  );
  const books = new Books();
  books.post(chargePosting(payment, { amount: total, total }, lines), NOW);
  return { books, payment, currency };
}

describe('postings', () => {
  it('of a refund of 200 of 500 JPY at 70 % take 140 of 350', () => {
    const line = aLine(350, 150, 'JPY');
    const { books, payment } = sold([line]);
    const refund = { id: newId(), amount: Money.of(200, 'JPY') };
    books.post(refundPosting(payment, refund, books.left(line)), NOW);
    expect(shareLeft(books, line)).toEqual({ shareMinor: 210, revenueMinor: 90, taxMinor: 0 });
    expect(books.credit(LedgerAccount.providerBalance, 'JPY')).toBe(-300);
  });

  it('of refunds take of each instructor in proportion, and in the end exactly what each got', () => {
    const [owner, other] = [newId(), newId()];
    const line = {
      ...aLine(0, 300, 'USD', 190),
      shares: [
        { instructorId: owner, amountMinor: 467 },
        { instructorId: other, amountMinor: 233 },
      ],
    };
    const { books, payment } = sold([line]);
    const refund = (amountMinor: number) => {
      const amount = Money.of(amountMinor, 'USD');
      books.post(refundPosting(payment, { id: newId(), amount }, books.left(line)), NOW);
      return [owner, other].map((id) => books.credit(LedgerAccount.instructorEarnings, 'USD', id));
    };
    expect(refund(595)).toEqual([233, 117]);
    expect(refund(595)).toEqual([0, 0]);
  });

  it('of refunds take exactly the share back, however many there are', () => {
    const line = aLine(700, 300, 'USD', 190);
    const { books, payment } = sold([line]);
    for (let left = 1190; left > 0; left -= 7) {
      const amount = Money.of(Math.min(7, left), 'USD');
      books.post(refundPosting(payment, { id: newId(), amount }, books.left(line)), NOW);
    }
    expect(shareLeft(books, line)).toEqual({ shareMinor: 0, revenueMinor: 0, taxMinor: 0 });
    expect(books.credit(LedgerAccount.losses, 'USD')).toBe(0);
  });

  it('of a dispute that is lost after a refund take the share back once', () => {
    const line = aLine(7000, 3000);
    const { books, payment } = sold([line]);
    const refund = { id: newId(), amount: Money.of(3000, 'USD') };
    books.post(refundPosting(payment, refund, books.left(line)), NOW);
    const dispute = { id: 'dp_1', orderId: payment.orderId, amount: Money.of(7000, 'USD') };
    books.post(disputeOpenedPosting(dispute, [books.left(line)]), NOW);
    books.post(disputeFeePosting(dispute, Money.of(1500, 'USD')), NOW);
    expect(
      books.credit(LedgerAccount.instructorEarnings, 'USD', line.shares[0]?.instructorId),
    ).toBe(0);
    expect(books.credit(LedgerAccount.disputeReserve, 'USD', line.shares[0]?.instructorId)).toBe(
      4900,
    );
    const opened = books.posted(ledgerKeys.disputeOpened(dispute.id));
    books.post(disputeLostPosting(dispute, opened), NOW);
    const credits = Object.values(LedgerAccount).map((account) => [
      account,
      books.credit(account, 'USD'),
    ]);
    expect(Object.fromEntries(credits.filter(([, credit]) => credit !== 0))).toEqual({
      provider_balance: 1500,
      dispute_fees: -1500,
    });
  });

  it('of a dispute that is won give everybody back what they had', () => {
    const lines = [aLine(333, 167), aLine(97, 3), aLine(1, 0)];
    const { books, payment } = sold(lines);
    const dispute = { id: 'dp_2', orderId: payment.orderId, amount: Money.of(550, 'USD') };
    books.post(
      disputeOpenedPosting(
        dispute,
        lines.map((line) => books.left(line)),
      ),
      NOW,
    );
    books.post(disputeWonPosting(dispute, books.posted(ledgerKeys.disputeOpened('dp_2'))), NOW);
    expect(lines.map((line) => books.left(line))).toEqual(lines);
  });

  it('of a dispute about more than what is left have the rest as a loss', () => {
    const line = aLine(70, 30);
    const { books, payment } = sold([line]);
    const dispute = { id: 'dp_3', orderId: payment.orderId, amount: Money.of(130, 'USD') };
    books.post(disputeOpenedPosting(dispute, [books.left(line)]), NOW);
    books.post(disputeLostPosting(dispute, books.posted(ledgerKeys.disputeOpened('dp_3'))), NOW);
    expect(books.credit(LedgerAccount.losses, 'USD')).toBe(-30);
    expect(books.credit(LedgerAccount.disputeReserve, 'USD')).toBe(0);
    expect(books.imbalances()).toEqual([0]);
  });

  it('that are out of balance are refused', () => {
    const entries = [
      { account: LedgerAccount.bank, amountMinor: 100, currency: 'USD' },
      { account: LedgerAccount.unappliedReceipts, amountMinor: -100, currency: 'EUR' },
    ];
    const posting = { key: 'receipt:1', kind: LedgerKind.receipt, entries };
    expect(() => balanced(posting)).toThrow('out of balance by 100 USD');
  });

  it('never take more of a line than is left', () => {
    expect(() => partsOf(aLine(70, 30), 101)).toThrow('100 USD are left');
  });

  it('stay balanced, hold what is held and keep their statements through 10,000 random events', () => {
    const events = fc.array(anEvent, { minLength: 1, maxLength: 1000, size: 'max' });
    let [played, statements] = [0, 0];
    const holds = fc.property(events, (history) => {
      const business = new RandomBusiness();
      for (const [index, event] of history.entries()) {
        business.play(event);
        if (index % 100 === 99) business.check();
      }
      business.check();
      played += history.length;
      statements += business.statements.size;
    });
    fc.assert(holds, { numRuns: 40 });
    expect(played).toBeGreaterThan(10_000);
    expect(statements).toBeGreaterThan(100);
  });
});
