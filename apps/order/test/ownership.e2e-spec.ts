import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
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

describeNamedIds(document, {}, async () => {
  const fixture = await OrderFixture.start();
  const { service } = fixture;
  const caller = await service.user();
  return {
    service,
    named: {
      'POST /quotes': {
        caller,
        hidden: fixture.course({ forSale: false }),
        body: (courseId) => ({ courseIds: [courseId] }),
      },
      'POST /orders': {
        caller,
        hidden: (await fixture.quoted(await service.user())).id,
        body: (quoteId) => ({ quoteId }),
      },
    },
    stop: () => service.stop(),
  };
});
