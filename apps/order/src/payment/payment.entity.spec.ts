import { Money, TransitionNotAllowed, newId } from '@course-plateform/common/kernel';
import { PaymentMethod } from '../payment-providers/payment-method';
import { paymentKey } from '../payment-providers/payment-provider';
import { Payment, balanceOf } from './payment.entity';
import { PaymentStatus } from './payment.state';

const now = new Date('2026-01-01T00:00:00Z');
const usd = (amountMinor: number) => Money.of(amountMinor, 'USD');

function aPayment(amountMinor = 1000): Payment {
  const order = { id: newId(), buyerId: newId(), courseIds: [newId()], total: usd(amountMinor) };
  const method = PaymentMethod.bankTransfer;
  const rest = {
    reference: 'CP-1',
    details: { accountHolder: 'Us', iban: 'DE89370400440532013000' },
    dueAt: now,
    now,
  };
  return new Payment({ order, number: 1, method, ...rest });
}

describe('Payment', () => {
  it.each([
    ['exactly', [1000], [true], 0, 0, 'succeeded'],
    ['in parts', [300, 700], [false, true], 0, 0, 'succeeded'],
    ['too little', [999], [false], 1, 0, 'open'],
    ['too much', [1001], [true], 0, 1, 'succeeded'],
    ['and more afterwards', [1000, 5], [true, false], 0, 5, 'succeeded'],
  ])('accepts money %s', (_what, amounts, completes, missing, surplus, status) => {
    const payment = aPayment();
    expect(amounts.map((amount) => payment.receive(usd(amount), true, now))).toEqual(completes);
    expect(payment.missing).toMatchObject({ amountMinor: missing });
    expect(balanceOf(payment).surplus).toMatchObject({ amountMinor: surplus });
    expect(payment.status).toBe(status);
  });

  it('needs a review when money comes in after it was closed, and stays so', () => {
    const payment = aPayment();
    payment.close(now);
    expect(payment.status).toBe('closed');
    expect(payment.receive(usd(1000), false, now)).toBe(false);
    expect(payment.receive(usd(1), true, now)).toBe(false);
    expect(payment).toMatchObject({ status: 'needs_review', receivedMinor: 1001, paidAt: null });
  });

  it('needs a review when it is closed after a partial payment', () => {
    const payment = aPayment();
    payment.receive(usd(1), true, now);
    payment.close(now);
    expect(payment.status).toBe('needs_review');
  });

  it('rejects another currency', () => {
    expect(() => aPayment().receive(Money.of(1, 'EUR'), true, now)).toThrow('EUR');
  });
});

describe('the transitions of a payment', () => {
  const { open, succeeded, closed, needsReview, reviewed } = PaymentStatus;
  const begin: Readonly<Record<PaymentStatus, (payment: Payment) => void>> = {
    [open]: () => undefined,
    [succeeded]: (payment) => payment.receive(usd(1000), true, now),
    [closed]: (payment) => payment.close(now),
    [needsReview]: (payment) => payment.receive(usd(1), false, now),
    [reviewed]: (payment) => {
      payment.receive(usd(1), false, now);
      payment.settleReview(now);
    },
  };
  const actions: Readonly<Record<string, (payment: Payment) => unknown>> = {
    'a part in time': (payment) => payment.receive(usd(400), true, now),
    'all of it in time': (payment) => payment.receive(usd(1000), true, now),
    'all of it too late': (payment) => payment.receive(usd(1000), false, now),
    'the end of its order': (payment) => void payment.close(now),
  };
  /** The state afterwards and whether it pays the order; null is a refusal. */
  const table: [PaymentStatus, string, PaymentStatus | null, boolean][] = [
    [open, 'a part in time', open, false],
    [open, 'all of it in time', succeeded, true],
    [open, 'all of it too late', needsReview, false],
    [open, 'the end of its order', closed, false],
    [succeeded, 'a part in time', succeeded, false],
    [succeeded, 'all of it in time', succeeded, false],
    [succeeded, 'all of it too late', succeeded, false],
    [succeeded, 'the end of its order', null, false],
    [closed, 'a part in time', needsReview, false],
    [closed, 'all of it in time', needsReview, false],
    [closed, 'all of it too late', needsReview, false],
    [closed, 'the end of its order', null, false],
    [needsReview, 'a part in time', needsReview, false],
    [needsReview, 'all of it in time', needsReview, false],
    [needsReview, 'all of it too late', needsReview, false],
    [needsReview, 'the end of its order', null, false],
    [reviewed, 'a part in time', needsReview, false],
    [reviewed, 'all of it in time', needsReview, false],
    [reviewed, 'all of it too late', needsReview, false],
    [reviewed, 'the end of its order', null, false],
  ];

  it('are listed for every state and action', () => {
    const output = new Set(table.map(([state, action]) => `${state} ${action}`));
    expect(output.size).toBe(Object.values(PaymentStatus).length * Object.keys(actions).length);
  });

  it.each(table)('from %s by %s lead to %s', (state, action, after, pays) => {
    const payment = aPayment();
    begin[state](payment);
    const { receivedMinor } = payment;
    const act = () => actions[action]?.(payment);
    if (after === null) {
      expect(act).toThrow(TransitionNotAllowed);
      expect(payment).toMatchObject({ status: state, receivedMinor });
      return;
    }
    expect(act() ?? false).toBe(pays);
    expect(payment.status).toBe(after);
    // Money is never forgotten, whatever the state.
    const came = { 'a part in time': 400, 'the end of its order': 0 }[action] ?? 1000;
    expect(payment.receivedMinor).toBe(receivedMinor + came);
    expect(payment.paidAt).toBe(after === succeeded ? now : null);
  });
});

it('derives the key of an attempt from its order and number', () => {
  expect(paymentKey('o', 2)).toBe('order:o:payment:2');
});
