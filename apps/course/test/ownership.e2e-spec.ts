import { newId } from '@course-plateform/common/kernel';
import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
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
      'POST /courses/{id}/sale-prices': { price, endsAt: '2126-01-01T00:00:00Z' },
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

const CATEGORY = 'Categories are public.';
const QUIZ =
  'A quiz is not looked up until the course is published; then one of another course counts as none.';

describeNamedIds(
  document,
  {
    'POST /courses': CATEGORY,
    'PATCH /courses/{id}/draft': CATEGORY,
    'POST /courses/{courseId}/sections/{sectionId}/lessons': QUIZ,
    'PATCH /courses/{courseId}/lessons/{lessonId}': QUIZ,
  },
  async () => {
    const fixture = await CourseFixture.start();
    const { course: service, instructor: caller } = fixture;
    const { id, version, sections } = await fixture.draft();
    const lessonId = sections[0]?.lessons[0]?.id ?? '';
    const [hidden] = (await fixture.draft({}, await service.user(Role.instructor))).sections;
    const another = { caller, hidden: hidden?.id ?? '', version };
    return {
      service,
      named: {
        'POST /courses/{courseId}/lessons/{lessonId}/moves': {
          ...another,
          path: () => `/courses/${id}/lessons/${lessonId}/moves`,
          body: (sectionId) => ({ sectionId, position: 0 }),
        },
        'PUT /courses/{courseId}/curriculum-order': {
          ...another,
          path: () => `/courses/${id}/curriculum-order`,
          body: (sectionId) => ({ sections: [{ sectionId, lessons: [{ id: lessonId }] }] }),
        },
      },
      stop: () => fixture.stop(),
    };
  },
);
