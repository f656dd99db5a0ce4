import { newId } from '@course-plateform/common/kernel';
import { describeOwnership } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import document from '../openapi.json';
import { CourseFixture } from './course.fixture';

const price = { amountMinor: 0, currency: 'USD' };

describeOwnership(document, async () => {
  const fixture = await CourseFixture.start();
  const { course: service } = fixture;
  const { id } = await fixture.draft();
  return {
    service,
    stranger: await service.user(Role.instructor),
    foreign: { '/courses/{id}': id, '/courses/{courseId}': id },
    bodies: {
      'PATCH /courses/{id}/draft': { title: 'Mine now' },
      'PUT /courses/{id}/pricing': { listPrice: price },
      'POST /courses/{courseId}/sections': { title: 'Mine' },
      'PATCH /courses/{courseId}/sections/{sectionId}': { title: 'Mine' },
      'POST /courses/{courseId}/sections/{sectionId}/lessons': {
        ...{ title: 'Mine', kind: 'article', article: '<p>Mine</p>' },
      },
      'PATCH /courses/{courseId}/lessons/{lessonId}': { title: 'Mine' },
      'POST /courses/{courseId}/lessons/{lessonId}/moves': { sectionId: newId(), position: 0 },
      'PUT /courses/{courseId}/curriculum-order': { sections: [] },
    },
    stop: () => service.stop(),
  };
});
