import { newId } from '@course-plateform/common/kernel';
import { bearer } from '@course-plateform/common/testing';
import { coursePublished } from '@course-plateform/types/course';
import { Publication } from '../src/course/publication.entity';
import { CourseFixture } from './course.fixture';

describe('publication', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('reports each failed check, and rejects a submission until all pass', async () => {
    const { body: empty } = await fixture.post('/courses', { title: 'Empty course' });
    const checks = await fixture.get(`/courses/${empty.id}/publish-checks`, fixture.instructor);
    expect(checks.body.passed).toBe(false);
    const failed = checks.body.checks
      .filter(({ passed }: { passed: boolean }) => !passed)
      .map(({ code }: { code: string }) => code);
    expect(failed).toEqual([
      'course.description_too_short',
      'course.category_missing',
      'course.lessons_missing',
    ]);
    const refused = await fixture.post(`/courses/${empty.id}/submissions`);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'course.publish_checks_failed' });
    expect(refused.body.checks).toHaveLength(3);
    const ready = await fixture.draft();
    const passed = await fixture.get(`/courses/${ready.id}/publish-checks`, fixture.instructor);
    expect(passed.body.passed).toBe(true);
  });

  it('requires published quizzes that belong to the course', async () => {
    const draft = await fixture.draft();
    const quizId = newId();
    await fixture.post(`/courses/${draft.id}/sections/${draft.sections[0]?.id}/lessons`, {
      title: 'Quiz',
      kind: 'quiz',
      quizId,
    });
    const code = async () =>
      (await fixture.post(`/courses/${draft.id}/submissions`)).body.checks?.[0]?.code;
    const quiz = { quizId, courseId: draft.id, title: 'Quiz', published: false };
    fixture.quizzes.respondWith(() => ({ quizzes: [quiz] }));
    expect(await code()).toBe('course.quiz_unpublished');
    fixture.quizzes.respondWith(() => ({
      quizzes: [{ ...quiz, courseId: newId(), published: true }],
    }));
    expect(await code()).toBe('course.quiz_unpublished');
    fixture.quizzes.respondWith(() => ({ quizzes: [{ ...quiz, published: true }] }));
    expect((await fixture.post(`/courses/${draft.id}/submissions`)).status).toBe(201);
    fixture.quizzes.respondWith(() => ({ quizzes: [] }));
  });

  it('publishes a draft only after a review by another user', async () => {
    const draft = await fixture.draft();
    const early = await fixture.post(`/courses/${draft.id}/publications`);
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({
      code: 'state.transition_not_allowed',
      allowed: ['in_review'],
    });
    const { body: submission } = await fixture.post(`/courses/${draft.id}/submissions`);
    const locked = await fixture.post(`/courses/${draft.id}/sections`, { title: 'Late' });
    expect(locked.body).toMatchObject({ code: 'course.in_review', status: 409 });
    const own = await fixture.post(`/course-submissions/${submission.id}/decisions`, {
      decision: 'approve',
    });
    expect(own.status).toBe(403);
    const silent = await fixture.post(
      `/course-submissions/${submission.id}/decisions`,
      { decision: 'reject' },
      fixture.admin,
    );
    expect(silent.body).toMatchObject({ code: 'course.reason_missing', status: 422 });
    const decisions = await Promise.all(
      [1, 2].map(() =>
        fixture.post(
          `/course-submissions/${submission.id}/decisions`,
          { decision: 'approve' },
          fixture.admin,
        ),
      ),
    );
    expect(decisions.map(({ status }) => status).sort()).toEqual([201, 409]);
    const published = await fixture.post(`/courses/${draft.id}/publications`);
    expect(published.body).toMatchObject({ courseId: draft.id, number: 1 });
    const event = await fixture.course.events.next(
      coursePublished,
      ({ payload }) => payload.courseId === draft.id,
    );
    expect(event.payload).toMatchObject({ publication: 1, instructorId: fixture.instructor.id });
  });

  it('returns a rejected course to its instructor with the reason', async () => {
    const draft = await fixture.draft();
    const { body: submission } = await fixture.post(`/courses/${draft.id}/submissions`);
    const response = await fixture.post(
      `/course-submissions/${submission.id}/decisions`,
      { decision: 'reject', reason: 'Too short.' },
      fixture.admin,
    );
    expect(response.body).toMatchObject({ status: 'rejected', reason: 'Too short.' });
    const { body } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    expect(body.status).toBe('draft');
    const list = await fixture.get('/course-submissions?status=rejected', fixture.admin);
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: submission.id }));
  });

  it('keeps a publication unchanged when the draft changes', async () => {
    const draft = await fixture.published({ title: 'Snapshot course' });
    const { body: now } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    await fixture.change('patch', `/courses/${draft.id}/draft`, now.version, {
      title: 'Changed later',
    });
    expect((await fixture.get(`/courses/${draft.id}`)).body.title).toBe('Snapshot course');
    expect((await fixture.post(`/courses/${draft.id}/publications`)).body.number).toBe(2);
    expect((await fixture.get(`/courses/${draft.id}`)).body.title).toBe('Changed later');
    const stored = await fixture.course.stored(Publication, { courseId: draft.id });
    expect(stored.map(({ number, details }) => [number, details.title])).toEqual([
      [1, 'Snapshot course'],
      [2, 'Changed later'],
    ]);
  });

  it('publishes once for two concurrent requests', async () => {
    const draft = await fixture.draft();
    await fixture.approve(draft.id);
    const key = { 'Idempotency-Key': newId() };
    const click = () =>
      fixture.course.http
        .post(`/api/v1/courses/${draft.id}/publications`)
        .set({ ...bearer(fixture.instructor), ...key });
    const statuses = (await Promise.all([click(), click()])).map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(await fixture.course.stored(Publication, { courseId: draft.id })).toHaveLength(1);
  });
});
