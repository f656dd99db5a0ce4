import { newId } from '@course-plateform/common/kernel';
import {
  courseCountByCategory,
  courseCurriculumGet,
  courseOfferGetMany,
  courseOwnershipGetMany,
} from '@course-plateform/types/course';
import { CourseFixture } from './course.fixture';

describe('requests to course', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('return what other services need', async () => {
    const rpc = fixture.course.rpc;
    const categoryId = newId();
    const draft = await fixture.published({ categoryId });
    const courseIds = [draft.id, newId()];
    expect(await rpc.request(courseOfferGetMany, { courseIds })).toEqual({
      courses: [
        expect.objectContaining({
          courseId: draft.id,
          forSale: true,
          price: { amountMinor: 1999, currency: 'USD' },
        }),
      ],
    });
    expect(await rpc.request(courseOwnershipGetMany, { courseIds })).toEqual({
      courses: [
        { courseId: draft.id, instructorId: fixture.instructor.id, status: 'published', team: [] },
      ],
    });
    const { curriculum } = await rpc.request(courseCurriculumGet, { courseId: draft.id });
    expect(curriculum?.lessons).toEqual([
      expect.objectContaining({ lessonId: draft.sections[0]?.lessons[0]?.id, kind: 'article' }),
    ]);
    expect(await rpc.request(courseCurriculumGet, { courseId: newId() })).toEqual({
      curriculum: null,
    });
    expect(await rpc.request(courseCountByCategory, { categoryIds: [categoryId] })).toEqual({
      counts: [{ categoryId, courses: 1, published: 1 }],
    });
  });
});
