import { newId } from '@course-plateform/common/kernel';
import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import document from '../openapi.json';
import { anOffer, enrolled, startProgress } from './progress.fixture';

describeOwnership(document, async () => {
  const fixture = await startProgress();
  const { app } = fixture;
  const courseId = newId();
  const { id } = await enrolled(fixture, await app.user(), courseId);
  return {
    service: app,
    stranger: await app.user(Role.instructor),
    foreign: { '/enrollments/{id}': id, '/course-rosters/{courseId}': courseId },
    stop: () => app.stop(),
  };
});

describeNamedIds(document, {}, async () => {
  const fixture = await startProgress();
  const { app } = fixture;
  const hidden = newId();
  fixture.offers.respondWith(({ courseIds }) => ({
    courses: courseIds.includes(hidden) ? [anOffer({ courseId: hidden, forSale: false })] : [],
  }));
  return {
    service: app,
    named: {
      'POST /enrollments': {
        caller: await app.user(),
        hidden,
        body: (id) => ({ courseId: id }),
      },
    },
    stop: () => app.stop(),
  };
});
