import { newId } from '@course-plateform/common/kernel';
import { bearer, describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
import document from '../openapi.json';
import { anOffer, startReview } from './review.fixture';

describeOwnership(document, async () => {
  const { review: service } = await startReview();
  const author = await service.user();
  const { body } = await service.http
    .post('/api/v1/reviews')
    .set(bearer(author))
    .send({ courseId: newId(), stars: 5, text: 'Great.' })
    .expect(201);
  return {
    service,
    stranger: await service.user(),
    foreign: { '/reviews/{id}': body.id as string },
    bodies: { 'PATCH /reviews/{id}': { stars: 1 } },
    open: ['GET /reviews/{id}'],
    stop: () => service.stop(),
  };
});

describeNamedIds(document, {}, async () => {
  const { review: service, courses, enrollments } = await startReview();
  const hidden = newId();
  courses.respondWith(({ courseIds }) => ({
    courses: courseIds.includes(hidden) ? [anOffer(hidden, newId(), { forSale: false })] : [],
  }));
  enrollments.respondWith(() => ({ enrollment: null }));
  return {
    service,
    named: {
      'POST /reviews': {
        caller: await service.user(),
        hidden,
        body: (courseId) => ({ courseId, stars: 5, text: 'Great.' }),
      },
    },
    stop: () => service.stop(),
  };
});
