import { newId } from '@course-plateform/common/kernel';
import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import document from '../openapi.json';
import { CouponFixture } from './coupon.fixture';
import { InvoiceSteps } from './invoice.fixture';
import { RefundSteps } from './refund.fixture';
import { OrderFixture } from './order.fixture';

describeOwnership(document, async () => {
  const fixture = await OrderFixture.start();
  const { service } = fixture;
  const buyer = await service.user();
  const { id: quoteId } = await fixture.quoted(buyer);
  const { id: orderId } = await fixture.ordered(buyer);
  const paid = await fixture.paid(buyer);
  const steps = new RefundSteps(fixture);
  const { id: requestId } = await steps.requested(buyer, paid);
  const { id: refundId } = await steps.refunded(paid, 1);
  const [invoice] = await new InvoiceSteps(fixture).listed(buyer, paid);
  return {
    service,
    stranger: await service.user(),
    foreign: {
      '/quotes/{id}': quoteId,
      '/orders/{id}': orderId,
      '/refund-requests/{id}': requestId,
      '/refunds/{id}': refundId,
      '/invoices/{id}': invoice?.id ?? '',
    },
    bodies: {
      'POST /orders/{id}/payments': { method: 'bank_transfer' },
      'POST /orders/{id}/refund-requests': { lineId: paid.lines[0]?.id ?? '' },
    },
    // For admins, who may see all of them: others get 403, whatever is there.
    open: [
      'POST /orders/{id}/refunds',
      'POST /refund-requests/{id}/decisions',
      'POST /refunds/{id}/completions',
    ],
    stop: () => service.stop(),
  };
});

describeOwnership(document, async () => {
  const fixture = await CouponFixture.start();
  const { service, admin } = fixture.orders;
  const terms = {
    discount: { kind: 'free' },
    scope: { kind: 'course', courseId: fixture.courseId },
  };
  const coupon = await fixture.coupon(terms);
  const batch = await fixture.orders.post(admin, 'coupons/batches', { ...terms, count: 2 });
  return {
    service,
    stranger: await service.user(Role.instructor, newId()),
    foreign: {
      '/coupons/{id}': coupon.id,
      '/coupons/batches/{id}': (batch.body as { id: string }).id,
    },
    bodies: { 'PATCH /coupons/{id}': { totalLimit: 5 } },
    stop: () => service.stop(),
  };
});

describeNamedIds(document, {}, async () => {
  const fixture = await CouponFixture.start();
  const { orders, courseId } = fixture;
  const { service } = orders;
  const caller = await service.user();
  const stranger = await service.user(Role.instructor, newId());
  const hidden = orders.course({ forSale: false });
  const free = (id: string) => ({
    discount: { kind: 'free' },
    scope: { kind: 'course', courseId: id },
  });
  const { id: orderId } = await orders.ordered(caller);
  const hiddenLine = (await orders.ordered(await service.user())).lines[0]?.id ?? '';
  return {
    service,
    named: {
      'POST /quotes': { caller, hidden, body: (id) => ({ courseIds: [id] }) },
      'POST /coupon-checks': {
        ...{ caller, hidden },
        body: (id) => ({ code: 'SPRING25', courseIds: [id] }),
      },
      'POST /coupons': {
        ...{ caller: stranger, hidden: courseId },
        body: (id) => ({ code: fixture.code(), ...free(id) }),
      },
      'POST /coupons/batches': {
        ...{ caller: stranger, hidden: courseId },
        body: (id) => ({ count: 1, ...free(id) }),
      },
      'POST /orders': {
        caller,
        hidden: (await orders.quoted(await service.user())).id,
        body: (quoteId) => ({ quoteId }),
      },
      'POST /orders/{id}/refund-requests': {
        caller,
        hidden: hiddenLine,
        path: () => `/orders/${orderId}/refund-requests`,
        body: (lineId) => ({ lineId }),
      },
      'POST /reconciliation/findings/{id}/repairs': {
        caller: orders.admin,
        hidden: hiddenLine,
        path: () => `/reconciliation/findings/${newId()}/repairs`,
        body: (lineId) => ({ lineId }),
      },
      'POST /orders/{id}/refunds': {
        caller: orders.admin,
        hidden: hiddenLine,
        path: () => `/orders/${orderId}/refunds`,
        body: (lineId) => ({ lineId }),
      },
    },
    stop: () => service.stop(),
  };
});
