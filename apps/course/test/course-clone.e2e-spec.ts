import { newId } from '@course-plateform/common/kernel';
import { courseCloned } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { Media } from '../src/media/media.entity';
import { LessonFixture } from './lesson.fixture';

describe('the clone of a course', () => {
  let lessons: LessonFixture;
  let source: CourseDraftResponse;
  let mediaId: string;
  const quizId = newId();

  beforeAll(async () => {
    lessons = await LessonFixture.start();
    mediaId = await lessons.video();
    const draft = await lessons.courses.draft({ title: 'Web servers' });
    await lessons.add(draft, { kind: 'video', mediaId }).expect(201);
    await lessons.add(draft, { kind: 'quiz', quizId }).expect(201);
    const { body } = await lessons.add(draft, { kind: 'quiz', quizId, title: 'Again' });
    source = body;
  });

  afterAll(() => lessons.courses.stop());

  const clone = (body: object = {}, user = lessons.courses.instructor) =>
    lessons.courses.post(`/courses/${source.id}/clones`, body, user);

  const idsOf = ({ sections }: CourseDraftResponse) => [
    ...sections.map(({ id }) => id),
    ...sections.flatMap((section) => section.lessons.map(({ id }) => id)),
  ];

  it('has the content of the other one, and ids of its own', async () => {
    const { body, status, headers } = await clone();
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/courses/${body.id}/draft`);
    const { title, description, categoryId, listPrice } = source;
    expect(body).toMatchObject({
      ...{ title, description, categoryId, listPrice },
      ...{ status: 'draft', publication: 0, version: 1 },
    });
    expect(body.slug).toMatch(/^web-servers-\w+$/);
    expect(body.sections[0].lessons).toMatchObject([
      { title: 'How the web works', article: '<p>It begins with a request.</p>' },
      { kind: 'video', mediaId },
      { kind: 'quiz', title: 'A lesson' },
      { kind: 'quiz', title: 'Again' },
    ]);
    const both = [...idsOf(source), ...idsOf(body)];
    expect(new Set(both).size).toBe(2 * idsOf(source).length);
    const { body: before } = await lessons.courses.get(
      ...([`/courses/${source.id}/draft`, lessons.courses.instructor] as const),
    );
    expect(before).toEqual(source);
  });

  it('names quizzes that are still to be copied, once each', async () => {
    const { body } = await clone({ title: 'Second edition' });
    expect(body).toMatchObject({ title: 'Second edition', slug: 'second-edition' });
    const { payload } = await lessons.courses.course.events.next(
      courseCloned,
      (event) => event.payload.courseId === body.id,
    );
    const [, , first, again] = body.sections[0].lessons;
    expect(payload).toEqual({
      ...{ courseId: body.id, fromCourseId: source.id },
      quizzes: [{ quizId, copyId: first.quizId }],
    });
    expect(again.quizId).toBe(first.quizId);
    expect(first.quizId).not.toBe(quizId);
  });

  it('uses the same files, which none of the two loses with the other', async () => {
    const { body } = await clone();
    const used = async () => (await lessons.courses.course.stored(Media, { id: mediaId }))[0];
    expect((await used())?.courseIds).toEqual(expect.arrayContaining([source.id, body.id]));
    await lessons.courses.change('delete', `/courses/${body.id}`, body.version).expect(204);
    expect((await used())?.courseIds).not.toContain(body.id);
    expect((await used())?.courseIds).toContain(source.id);
  });

  it('is made for the instructor when an administrator makes it', async () => {
    const { body } = await clone({}, lessons.courses.admin);
    expect(body.instructorId).toBe(source.instructorId);
  });

  it('is not made of courses of others', async () => {
    const stranger = await lessons.courses.course.user(Role.instructor);
    const before = await lessons.courses.course.stored(Course);
    expect((await clone({}, stranger)).body).toMatchObject({ code: 'course.not_found' });
    expect(await lessons.courses.course.stored(Course)).toHaveLength(before.length);
  });
});
