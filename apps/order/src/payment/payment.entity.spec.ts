import { Money, newId } from '@course-plateform/common/kernel';
import { openDatabase } from '@course-plateform/common/persistence';
import { database } from '../mikro-orm.config';
import { OrderBuilder } from '../order/order.builder';
import { Order } from '../order/order.entity';
import { Payment, PaymentMethod, balanceOf } from './payment.entity';
import { paymentKey } from './payment.strategy';

// Collections of entities need the ORM's knowledge of them; nothing connects.
beforeAll(() =>
  openDatabase(database, { url: 'postgresql://127.0.0.1', databaseName: 'none', poolMax: 1 }),
);

const now = new Date('2026-01-01T00:00:00Z');
const usd = (amountMinor: number) => Money.of(amountMinor, 'USD');

function aPayment(amountMinor = 1000): Payment {
  const price = { amountMinor, currency: 'USD' };
  const course = { courseId: newId(), instructorId: newId(), publication: 1 };
  const line = { ...course, title: 'Course', slug: 'course', listPrice: price, price };
  const draft = new OrderBuilder(newId(), newId()).addLine(line).dueAt(now).build();
  const order = new Order(draft, now);
  const method = PaymentMethod.bankTransfer;
  const rest = { reference: 'CP-1', bankAccount: null, dueAt: now, now };
  return new Payment({ order, number: 1, method, ...rest });
}

describe('Payment', () => {
  it.each([
    ['exactly', [1000], [true], 0, 0, 'succeeded'],
    ['in parts', [300, 700], [false, true], 0, 0, 'succeeded'],
    ['too little', [999], [false], 1, 0, 'open'],
    ['too much', [1001], [true], 0, 1, 'succeeded'],
    ['and more afterwards', [1000, 5], [true, false], 0, 5, 'succeeded'],
  ])('receives %s', (_what, amounts, completes, missing, surplus, status) => {
    const payment = aPayment();
    expect(amounts.map((amount) => payment.receive(usd(amount), true, now))).toEqual(completes);
    expect(payment.missing).toMatchObject({ amountMinor: missing });
    expect(balanceOf(payment).surplus).toMatchObject({ amountMinor: surplus });
    expect(payment.status).toBe(status);
  });

  it('puts money for an order that is over before a person, also when more comes', () => {
    const payment = aPayment();
    payment.close(now);
    expect(payment.status).toBe('closed');
    expect(payment.receive(usd(1000), false, now)).toBe(false);
    expect(payment.receive(usd(1), true, now)).toBe(false);
    expect(payment).toMatchObject({ status: 'needs_review', receivedMinor: 1001, paidAt: null });
  });

  it('puts a part before a person when it is closed', () => {
    const payment = aPayment();
    payment.receive(usd(1), true, now);
    payment.close(now);
    expect(payment.status).toBe('needs_review');
  });

  it('refuses another currency', () => {
    expect(() => aPayment().receive(Money.of(1, 'EUR'), true, now)).toThrow('EUR');
  });
});

it('names an attempt by its order and number', () => {
  expect(paymentKey('o', 2)).toBe('order:o:payment:2');
});
