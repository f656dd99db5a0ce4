import { newId } from '@course-plateform/common/kernel';
import { Role } from '@course-plateform/types/platform';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { CourseFixture } from './course.fixture';

describe('authoring', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('creates a draft with cleaned HTML, a slug and defaults', async () => {
    const response = await fixture.post('/courses', {
      title: 'Über Web!',
      description: '<p onclick="x()">Hi <script>alert(1)</script><b>you</b></p>',
    });
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      slug: 'uber-web',
      status: 'draft',
      instructorId: fixture.instructor.id,
      description: '<p>Hi you</p>',
      listPrice: { amountMinor: 0, currency: 'USD' },
      publication: 0,
      sections: [],
      version: 1,
    });
    expect(response.headers.etag).toBe('"1"');
  });

  it('gives two courses with the same title different slugs', async () => {
    const slugs = await Promise.all(
      [1, 2].map(async () => (await fixture.post('/courses', { title: 'Same title' })).body.slug),
    );
    expect(new Set(slugs).size).toBe(2);
    expect(slugs).toContain('same-title');
  });

  it('rejects author and state in the body, and learners', async () => {
    for (const extra of [{ instructorId: newId() }, { status: 'published' }, { publication: 9 }]) {
      const response = await fixture.post('/courses', { title: 'Mine', ...extra });
      expect(response.status).toBe(422);
    }
    const learner = await fixture.course.user();
    expect((await fixture.post('/courses', { title: 'Mine' }, learner)).status).toBe(403);
    expect(await fixture.course.stored(Course, { slug: 'mine' })).toEqual([]);
  });

  it('creates sections and lessons and reorders them', async () => {
    const draft = await fixture.draft();
    const { body: two } = await fixture.post(`/courses/${draft.id}/sections`, { title: 'Second' });
    const [first, second] = (two as CourseDraftResponse).sections;
    const { body: three } = await fixture.post(
      `/courses/${draft.id}/sections/${second?.id}/lessons`,
      { title: 'Quiz', kind: 'quiz', quizId: newId() },
    );
    const drafted = three as CourseDraftResponse;
    const quiz = drafted.sections[1]?.lessons[0];
    const article = drafted.sections[0]?.lessons[0];
    const order = {
      sections: [
        { sectionId: second?.id, lessons: [{ id: article?.id }, { id: quiz?.id }] },
        { sectionId: first?.id, lessons: [] },
      ],
    };
    const response = await fixture.change(
      'put',
      `/courses/${draft.id}/curriculum-order`,
      drafted.version,
      order,
    );
    expect(response.status).toBe(200);
    expect(response.body.sections).toMatchObject([
      { id: second?.id, lessons: [{ id: article?.id }, { id: quiz?.id }] },
      { id: first?.id, lessons: [] },
    ]);
    const stale = await fixture.change(
      'put',
      `/courses/${draft.id}/curriculum-order`,
      drafted.version,
      order,
    );
    expect(stale.status).toBe(412);
    const incomplete = await fixture.change(
      'put',
      `/courses/${draft.id}/curriculum-order`,
      response.body.version,
      { sections: [{ sectionId: first?.id, lessons: [{ id: quiz?.id }] }] },
    );
    expect(incomplete.status).toBe(422);
    expect(incomplete.body.code).toBe('course.order_invalid');
    const moved = await fixture.post(`/courses/${draft.id}/lessons/${quiz?.id}/moves`, {
      sectionId: first?.id,
      position: 0,
    });
    expect(moved.body.sections).toMatchObject([
      { lessons: [{ id: article?.id }] },
      { lessons: [{ id: quiz?.id }] },
    ]);
  });

  it('keeps version and approval when a change changes nothing', async () => {
    const draft = await fixture.draft({ subtitle: 'From zero' });
    const [first] = draft.sections;
    const lesson = first?.lessons[0];
    await fixture.approve(draft.id);
    const [before] = await fixture.course.stored(Course, { id: draft.id });
    const version = before?.version ?? 0;
    const { title, description, categoryId, level, language, subtitle, listPrice } = draft;
    const path = `/courses/${draft.id}`;
    const lessonPath = `${path}/lessons/${lesson?.id}`;
    const responses = [
      await fixture.change('patch', `${path}/draft`, version, {}),
      await fixture.change('patch', `${path}/draft`, version, {
        ...{ title, description, categoryId, level, language, subtitle },
      }),
      await fixture.change('put', `${path}/pricing`, version, { listPrice }),
      await fixture.change('patch', `${path}/sections/${first?.id}`, version, {
        title: first?.title,
      }),
      await fixture.change('patch', lessonPath, version, {}),
      await fixture.change('patch', lessonPath, version, {
        title: lesson?.title,
        article: '<p>It begins with a request.</p>',
        preview: false,
      }),
      await fixture.change('put', `${path}/curriculum-order`, version, {
        sections: [{ sectionId: first?.id, lessons: [{ id: lesson?.id }] }],
      }),
      await fixture.post(`${lessonPath}/moves`, { sectionId: first?.id, position: 0 }),
      await fixture.post(`${lessonPath}/moves`, { sectionId: first?.id, position: 9 }),
    ];
    for (const response of responses) {
      expect([200, 201]).toContain(response.status);
      expect(response.body).toMatchObject({ status: 'approved', version });
      expect(response.headers.etag).toBe(`"${version}"`);
    }
    expect(await fixture.course.stored(Course, { id: draft.id })).toEqual([before]);
    const changed = await fixture.change('patch', `${path}/draft`, version, { title: 'New' });
    expect(changed.body).toMatchObject({ status: 'draft', version: version + 1 });
  });

  it('loses no lesson when several are added at once', async () => {
    const draft = await fixture.draft();
    const sectionId = draft.sections[0]?.id ?? '';
    const responses = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        fixture.post(`/courses/${draft.id}/sections/${sectionId}/lessons`, {
          title: `Lesson ${n}`,
          kind: 'article',
        }),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const { body } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    expect(body.sections[0].lessons).toHaveLength(5);
  });

  it.each([
    [{ kind: 'quiz' }, '/quizId', 'field.is_uuid'],
    [{ kind: 'quiz', quizId: newId(), article: '<p>x</p>' }, '/article', 'field.unknown'],
    [{ kind: 'article', quizId: newId() }, '/quizId', 'field.unknown'],
    [{ kind: 'hologram' }, '/kind', 'field.is_enum'],
    [{ kind: 'video' }, '/mediaId', 'field.is_uuid'],
    [{}, '/kind', 'field.is_enum'],
  ])('rejects lesson content %j', async (content, pointer, code) => {
    const draft = await fixture.draft();
    const response = await fixture.post(
      `/courses/${draft.id}/sections/${draft.sections[0]?.id}/lessons`,
      { title: 'Odd', ...content },
    );
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer, code }] });
    expect(response.body.errors).toHaveLength(1);
  });

  it('responds to another instructor as to a missing course, on every route', async () => {
    const draft = await fixture.draft();
    const other = await fixture.course.user(Role.instructor);
    const { id } = draft;
    const section = draft.sections[0]?.id;
    const responses = await Promise.all([
      fixture.get(`/courses/${id}/draft`, other),
      fixture.change('patch', `/courses/${id}/draft`, draft.version, { title: 'Stolen' }, other),
      fixture.change(
        'put',
        `/courses/${id}/pricing`,
        draft.version,
        { listPrice: { amountMinor: 0, currency: 'USD' } },
        other,
      ),
      fixture.change('delete', `/courses/${id}`, draft.version, undefined, other),
      fixture.post(`/courses/${id}/sections`, { title: 'Mine now' }, other),
      fixture.change(
        'delete',
        `/courses/${id}/sections/${section}`,
        draft.version,
        undefined,
        other,
      ),
      fixture.get(`/courses/${id}/publish-checks`, other),
      fixture.post(`/courses/${id}/submissions`, {}, other),
      fixture.post(`/courses/${id}/publications`, {}, other),
    ]);
    expect(responses.map(({ status }) => status)).toEqual(Array(9).fill(404));
    expect(new Set(responses.map(({ body }) => body.code))).toEqual(new Set(['course.not_found']));
    expect(await fixture.course.stored(Course, { id })).toMatchObject([{ version: draft.version }]);
  });

  it('applies a merge patch: absent fields stay, null removes', async () => {
    const draft = await fixture.draft({ subtitle: 'From zero' });
    const response = await fixture.change('patch', `/courses/${draft.id}/draft`, draft.version, {
      title: 'New title',
      subtitle: null,
    });
    expect(response.body).toMatchObject({
      title: 'New title',
      subtitle: null,
      description: draft.description,
      slug: draft.slug,
    });
  });

  it('rejects a price above the maximum or in an unknown currency', async () => {
    const draft = await fixture.draft();
    const price = (amountMinor: number, currency: string) =>
      fixture.change('put', `/courses/${draft.id}/pricing`, draft.version, {
        listPrice: { amountMinor, currency },
      });
    expect((await price(100_000_001, 'USD')).body.code).toBe('course.price_too_high');
    expect((await price(1, 'USDX')).body.code).toBe('request.invalid');
    expect((await price(-1, 'USD')).status).toBe(422);
    expect((await price(2500, 'EUR')).body.listPrice).toEqual({
      amountMinor: 2500,
      currency: 'EUR',
    });
  });

  it('deletes a draft, but nothing that was published', async () => {
    const draft = await fixture.draft();
    await fixture.change('delete', `/courses/${draft.id}`, draft.version).expect(204);
    const published = await fixture.published();
    const { body } = await fixture.get(`/courses/${published.id}/draft`, fixture.instructor);
    const response = await fixture.change('delete', `/courses/${published.id}`, body.version);
    expect(response.status).toBe(409);
    expect(response.body.code).toBe('course.has_enrollments');
  });

  it('lists the instructor’s own courses by state', async () => {
    const author = await fixture.course.user(Role.instructor);
    for (const title of ['One', 'Two'])
      await fixture.post('/courses', { title: `Course ${title}` }, author);
    const mine = await fixture.get('/courses/mine?status=draft', author);
    expect(mine.body.items.map(({ title }: { title: string }) => title)).toEqual([
      'Course Two',
      'Course One',
    ]);
    expect((await fixture.get('/courses/mine?status=published', author)).body.items).toEqual([]);
  });
});
