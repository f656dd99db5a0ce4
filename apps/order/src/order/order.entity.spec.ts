import { TransitionNotAllowed, newId } from '@course-plateform/common/kernel';
import { openDatabase } from '@course-plateform/common/persistence';
import { database } from '../mikro-orm.config';
import { OrderBuilder } from './order.builder';
import { Order } from './order.entity';
import { ORDER_TRANSITIONS, OrderStatus } from './order.state';

// Collections of entities need the ORM's knowledge of them; nothing connects.
beforeAll(() =>
  openDatabase(database, { url: 'postgresql://127.0.0.1', databaseName: 'none', poolMax: 1 }),
);

const placed = new Date('2026-01-01T00:00:00Z');
const due = new Date('2026-01-08T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');

function aLine(amountMinor = 1999, currency = 'USD') {
  const price = { amountMinor, currency };
  return {
    courseId: newId(),
    publication: 1,
    instructorId: newId(),
    title: 'Complete Web Development',
    slug: 'complete-web-development',
    listPrice: price,
    price,
  };
}

function aBuilder(): OrderBuilder {
  return new OrderBuilder(newId(), newId());
}

function anOrder(lines = 2): Order {
  const builder = aBuilder().dueAt(due);
  for (let i = 0; i < lines; i += 1) builder.addLine(aLine());
  return new Order(builder.build(), placed);
}

const statuses = (order: Order) => order.lines.getItems().map(({ status }) => status);

describe('OrderBuilder', () => {
  it('sums its lines and returns immutable orders', () => {
    const line = aLine(100);
    const draft = aBuilder().addLine(line).addLine(aLine(23)).dueAt(due).build();
    expect(draft.total).toMatchObject({ amountMinor: 123, currency: 'USD' });
    Object.assign(line, { price: { amountMinor: 1, currency: 'USD' } });
    expect(draft.lines[0]?.price).toMatchObject({ amountMinor: 100 });
    expect(() => Object.assign(draft, { total: 0 })).toThrow(TypeError);
    expect(() => Object.assign(draft.lines, { length: 0 })).toThrow(TypeError);
  });

  it('rejects incomplete and contradictory input', () => {
    const line = aLine();
    expect(() => aBuilder().dueAt(due).build()).toThrow('at least one line');
    expect(() => aBuilder().addLine(line).build()).toThrow('to be paid');
    expect(() => aBuilder().addLine(line).addLine(line)).toThrow('twice');
    const mixed = aBuilder().addLine(line).addLine(aLine(5, 'EUR')).dueAt(due);
    expect(() => mixed.build()).toThrow('EUR');
  });
});

describe('Order', () => {
  it('starts unpaid, with open lines in the order of the quote', () => {
    const order = anOrder(3);
    expect(order).toMatchObject({ status: 'pending_payment', paidAt: null, dueAt: due });
    expect(order.lines.getItems().map(({ position }) => position)).toEqual([0, 1, 2]);
    expect(statuses(order)).toEqual(['open', 'open', 'open']);
    expect(order.total).toMatchObject({ amountMinor: 5997, currency: 'USD' });
  });

  it('can be paid once', () => {
    const order = anOrder();
    order.pay(later);
    expect(order).toMatchObject({ status: 'paid', paidAt: later, wasPaid: true });
    expect(statuses(order)).toEqual(['paid', 'paid']);
    expect(() => order.pay(later)).toThrow(TransitionNotAllowed);
    expect(order.history).toEqual([
      { status: 'pending_payment', at: placed.toISOString() },
      { status: 'paid', at: later.toISOString() },
    ]);
  });

  it.each([OrderStatus.cancelled, OrderStatus.expired] as const)(
    'releases its lines when it is %s, and cannot be paid afterwards',
    (end) => {
      const order = anOrder();
      order.end(end, later);
      expect(order.status).toBe(end);
      expect(statuses(order)).toEqual(['released', 'released']);
      expect(() => order.pay(later)).toThrow(TransitionNotAllowed);
      expect(order.isAwaitingPayment(later)).toBe(false);
    },
  );

  it('cannot be canceled after it was paid', () => {
    const order = anOrder();
    order.pay(later);
    expect(() => order.end(OrderStatus.cancelled, later)).toThrow(TransitionNotAllowed);
    expect(statuses(order)).toEqual(['paid', 'paid']);
  });

  it('is fulfilled once, with its last line, ignoring repeated and unknown lines', () => {
    const order = anOrder();
    order.pay(later);
    const [first = '', second = ''] = order.lines.getItems().map(({ id }) => id);
    expect(order.fulfil(newId(), later)).toBe(false);
    expect(order.fulfil(second, later)).toBe(false);
    expect(order.fulfil(second, later)).toBe(false);
    expect(order.fulfil(first, later)).toBe(true);
    expect(order.fulfil(first, later)).toBe(false);
    expect(order.status).toBe('fulfilled');
  });

  it('extends its deadline for a payment that takes longer, and never shortens it', () => {
    const order = anOrder();
    order.waitUntil(later, later);
    expect(order.dueAt).toEqual(due);
    const beyond = new Date(due.getTime() + 1);
    order.waitUntil(beyond, later);
    expect(order.isOverdue(due)).toBe(false);
    expect(order.isOverdue(beyond)).toBe(true);
    expect(order.isAwaitingPayment(beyond)).toBe(false);
  });

  it('allows transitions to the refund states, and back to unpaid only from an unpaid end', () => {
    expect(ORDER_TRANSITIONS.paid).toContain('refunded');
    expect(ORDER_TRANSITIONS.fulfilled).toContain('partially_refunded');
    expect(ORDER_TRANSITIONS.partially_refunded).toContain('refunded');
    const leadBack = Object.entries(ORDER_TRANSITIONS).flatMap(([status, next]) =>
      next.includes(OrderStatus.pendingPayment) ? [status] : [],
    );
    expect(leadBack).toEqual(['expired', 'cancelled']);
  });
});

describe('the transitions of an order', () => {
  const { pendingPayment, paid, fulfilled, expired, cancelled } = OrderStatus;
  const begin: Readonly<Record<string, (order: Order) => void>> = {
    [pendingPayment]: () => undefined,
    [paid]: (order) => order.pay(later),
    [fulfilled]: (order) => {
      order.pay(later);
      for (const { id } of order.lines) order.fulfil(id, later);
    },
    [expired]: (order) => order.end(expired, later),
    [cancelled]: (order) => order.end(cancelled, later),
  };
  const actions: Readonly<Record<string, (order: Order) => unknown>> = {
    pay: (order) => order.pay(due),
    cancel: (order) => order.end(cancelled, due),
    expire: (order) => order.end(expired, due),
    reopen: (order) => order.reopen(due),
    fulfil: (order) => order.lines.map(({ id }) => order.fulfil(id, due)),
  };
  /** The state afterwards; the same state is a quiet nothing, null a refusal. */
  const table: [string, string, string | null][] = [
    [pendingPayment, 'pay', paid],
    [pendingPayment, 'cancel', cancelled],
    [pendingPayment, 'expire', expired],
    [pendingPayment, 'fulfil', pendingPayment],
    [pendingPayment, 'reopen', null],
    [paid, 'reopen', null],
    [fulfilled, 'reopen', null],
    [expired, 'reopen', pendingPayment],
    [cancelled, 'reopen', pendingPayment],
    [paid, 'pay', null],
    [paid, 'cancel', null],
    [paid, 'expire', null],
    [paid, 'fulfil', fulfilled],
    [fulfilled, 'pay', null],
    [fulfilled, 'cancel', null],
    [fulfilled, 'expire', null],
    [fulfilled, 'fulfil', fulfilled],
    [expired, 'pay', null],
    [expired, 'cancel', null],
    [expired, 'expire', null],
    [expired, 'fulfil', expired],
    [cancelled, 'pay', null],
    [cancelled, 'cancel', null],
    [cancelled, 'expire', null],
    [cancelled, 'fulfil', cancelled],
  ];

  it('are listed for every state and action', () => {
    const output = table.map(([state, action]) => `${state} ${action}`);
    const all = Object.keys(begin).flatMap((state) =>
      Object.keys(actions).map((action) => `${state} ${action}`),
    );
    expect(output.toSorted()).toEqual(all.toSorted());
  });

  it.each(table)('from %s by %s lead to %s', (state, action, after) => {
    const order = anOrder();
    begin[state]?.(order);
    const [before, lines, { updatedAt }] = [order.history, statuses(order), order];
    const act = () => actions[action]?.(order);
    if (after === null) expect(act).toThrow(TransitionNotAllowed);
    else act();
    expect(order.status).toBe(after ?? state);
    if (order.status !== state) {
      const cause = action === 'reopen' ? { cause: 'late_payment_accepted' } : {};
      const step = { status: after, at: due.toISOString(), ...cause };
      expect(order.history).toEqual([...before, step]);
      expect(order.updatedAt).toBe(due);
    } else {
      // Nothing of it has changed, so that no version is used up.
      expect([order.history, statuses(order), order.updatedAt]).toEqual([before, lines, updatedAt]);
    }
  });
});
