import { newId } from '@course-plateform/common/kernel';
import {
  courseCountByCategory,
  courseCurriculumGet,
  courseOfferGetMany,
  courseOwnershipGetMany,
} from '@course-plateform/types/course';
import { CourseFixture } from './course.fixture';

describe('the course service', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('answers questions of other services', async () => {
    const rpc = fixture.course.rpc;
    const categoryId = newId();
    const draft = await fixture.published({ categoryId });
    const courseIds = [draft.id, newId()];
    expect(await rpc.ask(courseOfferGetMany, { courseIds })).toEqual({
      courses: [
        expect.objectContaining({
          courseId: draft.id,
          forSale: true,
          price: { amountMinor: 1999, currency: 'USD' },
        }),
      ],
    });
    expect(await rpc.ask(courseOwnershipGetMany, { courseIds })).toEqual({
      courses: [{ courseId: draft.id, instructorId: fixture.instructor.id, status: 'published' }],
    });
    const { curriculum } = await rpc.ask(courseCurriculumGet, { courseId: draft.id });
    expect(curriculum?.lessons).toEqual([
      expect.objectContaining({ lessonId: draft.sections[0]?.lessons[0]?.id, kind: 'article' }),
    ]);
    expect(await rpc.ask(courseCurriculumGet, { courseId: newId() })).toEqual({ curriculum: null });
    expect(await rpc.ask(courseCountByCategory, { categoryIds: [categoryId] })).toEqual({
      counts: [{ categoryId, courses: 1, published: 1 }],
    });
  });
});
