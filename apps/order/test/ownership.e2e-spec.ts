import { describeOwnership } from '@course-plateform/common/testing';
import document from '../openapi.json';
import { OrderFixture } from './order.fixture';

describeOwnership(document, async () => {
  const fixture = await OrderFixture.start();
  const { service } = fixture;
  const buyer = await service.user();
  const { id: quoteId } = await fixture.quoted(buyer);
  const { id: orderId } = await fixture.ordered(buyer);
  return {
    service,
    stranger: await service.user(),
    foreign: { '/quotes/{id}': quoteId, '/orders/{id}': orderId },
    bodies: { 'POST /orders/{id}/payments': { method: 'bank_transfer' } },
    stop: () => service.stop(),
  };
});
