import { describeNamedIds } from '@course-plateform/common/testing';
import document from '../openapi.json';
import { InteractionFixture } from './interaction.fixture';

describeNamedIds(document, {}, async () => {
  const fixture = await InteractionFixture.start();
  const { service } = fixture;
  const unpublished = { caller: await service.user(), hidden: fixture.course({ forSale: false }) };
  return {
    service,
    named: {
      'PUT /cart/items/{courseId}': { ...unpublished, path: (id) => `/cart/items/${id}` },
      'PUT /wishlist/{courseId}': { ...unpublished, path: (id) => `/wishlist/${id}` },
    },
    stop: () => service.stop(),
  };
});
