import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BSON, type Document } from 'mongodb';
import { newId } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import type { TestUser } from '@course-plateform/common/testing';
import { courseCurriculumGet } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { presentationOf } from '../src/course/course-presentation';
import { Publication } from '../src/course/publication.entity';
import { rulesOf } from '../src/course/section-rules';
import { CourseFixture } from './course.fixture';

/** A published course with its documents and responses of before lessons had a form of their kind. */
interface StoredBefore {
  readonly rows: Readonly<Record<'course' | 'publication' | 'catalog_entry', Document[]>>;
  readonly answers: {
    readonly draft: CourseDraftResponse;
    readonly checks: { readonly passed: boolean; readonly checks: object[] };
    readonly curriculum: { readonly sections: readonly object[] };
    readonly lessons: readonly { readonly id: string; readonly kind: string }[];
    readonly published: { readonly lessons: readonly { readonly title: string }[] };
  };
}

const STORED = path.join(__dirname, 'stored/before-lesson-kinds.json');

const withoutAttachments = <T extends object>(lesson: T) => ({
  ...lesson,
  captions: [],
  resources: [],
});

describe('lessons of each kind', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  describe('stored before kinds had their own fields', () => {
    const { rows, answers } = BSON.EJSON.parse(readFileSync(STORED, 'utf8')) as StoredBefore;
    // What comes with lessons, what a page shows besides, and when sections open, was added since.
    const lessons = answers.lessons.map(withoutAttachments);
    const draft = {
      ...answers.draft,
      ...presentationOf({}),
      sections: answers.draft.sections.map((section) => ({
        ...section,
        ...rulesOf({}),
        lessons: section.lessons.map(withoutAttachments),
      })),
    };
    let author: TestUser;

    beforeAll(async () => {
      author = await fixture.course.user(Role.instructor);
      const em = fixture.course.em();
      const own = (documents: Document[]) =>
        documents.map((one) => ({ ...one, instructorId: author.id }));
      await collectionOf(em, Course).insertMany(own(rows.course));
      await collectionOf(em, Publication).insertMany(own(rows.publication));
      await collectionOf(em, CatalogEntry).insertMany(own(rows.catalog_entry));
    });

    it('are read unchanged', async () => {
      const read = async (target: string, user?: TestUser): Promise<unknown> =>
        (await fixture.get(`/courses/${draft.id}${target}`, user).expect(200)).body;
      expect(await read('/draft', author)).toEqual({ ...draft, instructorId: author.id });
      expect(await read('/curriculum')).toEqual({
        ...answers.curriculum,
        messages: null,
        sections: answers.curriculum.sections.map((section) => ({
          ...{ ...section, ...rulesOf({}) },
          ...{ locked: false, availableAt: null, missingLessons: 0 },
        })),
      });
      for (const lesson of lessons) {
        expect(await read(`/lessons/${lesson.id}`, author)).toEqual(lesson);
      }
      fixture.enroll(1);
      const learner = await fixture.course.user();
      for (const lesson of lessons) {
        expect(await read(`/lessons/${lesson.id}`, learner)).toEqual(lesson);
      }
      fixture.enrollments.respondWith(() => ({ enrollment: null }));
      const { curriculum } = await fixture.course.rpc.request(courseCurriculumGet, {
        courseId: draft.id,
      });
      expect(curriculum).toEqual({
        ...{ ...answers.published, instructorId: author.id, sections: [] },
        lessons: answers.published.lessons.map((lesson) => ({
          ...lesson,
          ...(lesson.title === 'A look inside' ? { isPreview: true } : {}),
        })),
      });
    });

    it('can be checked, edited and published', async () => {
      const [text, quiz] = lessons;
      fixture.quizzes.respondWith(({ quizIds }) => ({
        quizzes: quizIds.map((quizId) => ({
          ...{ quizId, courseId: draft.id, title: 'Questions', published: true },
        })),
      }));
      const checks = await fixture.get(`/courses/${draft.id}/publish-checks`, author).expect(200);
      const { passed } = answers.checks;
      expect(checks.body).toEqual({
        passed,
        checks: expect.arrayContaining(answers.checks.checks),
      });
      const path = `/courses/${draft.id}/lessons`;
      const same = { title: 'Questions', preview: true };
      const unchanged = await fixture
        .change('patch', `${path}/${quiz?.id}`, draft.version, same, author)
        .expect(200);
      expect(unchanged.body.version).toBe(draft.version);
      const [quizId, article] = [newId(), '<p>Else.</p>'];
      const edited = await fixture
        .change('patch', `${path}/${quiz?.id}`, draft.version, { quizId }, author)
        .expect(200);
      const again = await fixture
        .change('patch', `${path}/${text?.id}`, edited.body.version, { article }, author)
        .expect(200);
      expect(again.body.sections[0].lessons).toEqual([
        { ...text, article },
        { ...quiz, quizId },
        lessons[2],
      ]);
      const published = await fixture.post(`/courses/${draft.id}/publications`, {}, author);
      expect(published.status).toBe(201);
      const outline = await fixture.get(`/courses/${draft.id}/curriculum`).expect(200);
      expect(outline.body).toMatchObject({ publication: 2 });
      expect(outline.body.sections[0].lessons[1]).toMatchObject({ kind: 'quiz', quizId });
      fixture.quizzes.respondWith(() => ({ quizzes: [] }));
    });
  });

  it.each([
    ['article', '/quizId', { quizId: newId() }],
    ['article', '/kind', { kind: 'quiz' }],
    ['quiz', '/article', { title: 'Else', article: '<p>x</p>' }],
  ])('reject fields of another kind: %s, %s', async (kind, pointer, body) => {
    const draft = await fixture.draft();
    const section = draft.sections[0]?.id;
    const added = await fixture
      .post(`/courses/${draft.id}/sections/${section}/lessons`, {
        ...{ title: 'Questions', kind: 'quiz', quizId: newId() },
      })
      .expect(201);
    const [stored] = await fixture.course.stored(Course, { id: draft.id });
    const lessons = (added.body as CourseDraftResponse).sections[0]?.lessons ?? [];
    const lesson = lessons.find((one) => one.kind === kind);
    const target = `/courses/${draft.id}/lessons/${lesson?.id}`;
    const answer = await fixture.change('patch', target, added.body.version, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer, code: 'field.unknown' }],
    });
    expect(await fixture.course.stored(Course, { id: draft.id })).toEqual([stored]);
  });

  it('store only the fields of their kind', async () => {
    const draft = await fixture.draft();
    const section = draft.sections[0]?.id;
    const quizId = newId();
    await fixture
      .post(`/courses/${draft.id}/sections/${section}/lessons`, {
        ...{ title: 'Questions', kind: 'quiz', quizId },
      })
      .expect(201);
    const [course] = await fixture.course.stored(Course, { id: draft.id });
    const common = { id: expect.any(String), preview: false };
    expect(course?.sections[0]?.lessons).toEqual([
      {
        ...common,
        ...{ title: 'How the web works', kind: 'article', durationSeconds: 300 },
        article: '<p>It begins with a request.</p>',
      },
      { ...common, title: 'Questions', kind: 'quiz', durationSeconds: 0, quizId },
    ]);
  });
});
