import { newId } from '@course-plateform/common/kernel';
import type { FakeUpstream } from '@course-plateform/common/testing';
import { quizImported } from '@course-plateform/types/course';
import { JSON_TEXT_MAX_BYTES } from '@course-plateform/types/platform';
import {
  type QuizContentDraft,
  type QuizContentQuery,
  type QuizContentReply,
  type QuizContentVerdict,
  quizContentCheck,
  quizContentGet,
} from '@course-plateform/types/quiz';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { ArchiveClient, type CourseJson, archiveOf, courseJsonOf } from './archive.fixture';
import { LessonFixture } from './lesson.fixture';

const BASICS = {
  title: 'HTML basics',
  settings: { passPercent: 70 },
  questions: [{ text: 'Why?' }],
};
const MORE = { title: 'More of it', settings: { passPercent: 50 }, questions: [] };

/** A course as an archive or a response has it. */
interface Sectioned {
  readonly sections: readonly { readonly lessons: readonly object[] }[];
}

describe('the quizzes of a course in an archive', () => {
  let lessons: LessonFixture;
  let client: ArchiveClient;
  let contents: FakeUpstream<QuizContentQuery, QuizContentReply>;
  let checks: FakeUpstream<QuizContentDraft, QuizContentVerdict>;
  let draft: CourseDraftResponse;
  let known: Map<string, object>;

  beforeAll(async () => {
    lessons = await LessonFixture.start();
    const { course, instructor } = lessons.courses;
    client = new ArchiveClient(course, instructor);
    contents = await course.upstreams.fake(quizContentGet, () => ({ content: null }));
    checks = await course.upstreams.fake(quizContentCheck, () => ({ errors: [] }));
    draft = await lessons.courses.draft({ title: 'With quizzes' });
    known = new Map([
      [newId(), BASICS],
      [newId(), MORE],
    ]);
    const [basics, more] = known.keys();
    for (const quizId of [basics, more, basics, newId()]) {
      await lessons.add(draft, { kind: 'quiz', title: 'Try', quizId }).expect(201);
    }
  });

  afterAll(() => lessons.courses.stop());

  beforeEach(() => {
    contents.respondWith(({ quizId }) => {
      const content = known.get(quizId);
      return { content: content ? JSON.stringify(content) : null };
    });
    checks.respondWith(() => ({ errors: [] }));
  });

  const quizIdOf = (lesson: object): string[] =>
    'quizId' in lesson && typeof lesson.quizId === 'string' ? [lesson.quizId] : [];

  const named = ({ sections }: Sectioned): string[] =>
    sections.flatMap((section) => section.lessons.flatMap(quizIdOf));

  const exported = async (): Promise<CourseJson> =>
    courseJsonOf((await client.export(draft.id).expect(200)).body as Buffer);

  it('are written as their service tells them, once each, with ids of the archive', async () => {
    const before = contents.requests.length;
    const json = await exported();
    const [basics, more, again, absent] = named(json);
    expect(again).toBe(basics);
    expect(json.quizzes).toEqual([
      { id: basics, ...BASICS },
      { id: more, ...MORE },
    ]);
    expect(absent).not.toBe(more);
    for (const id of known.keys()) expect(JSON.stringify(json)).not.toContain(id);
    const requested = contents.requests.slice(before).map(({ request }) => request);
    expect(requested).toHaveLength(3);
    for (const { courseId } of requested) expect(courseId).toBe(draft.id);
  });

  it('are not left out because their service is not there', async () => {
    contents.disconnect();
    const { status, body } = await client.export(draft.id);
    expect([status, JSON.parse(String(body)).code]).toEqual([503, 'upstream.unavailable']);
    contents = await lessons.courses.course.upstreams.fake(quizContentGet, () => ({
      content: null,
    }));
  });

  it('are made for the new course, under the ids that its lessons name', async () => {
    const archive = archiveOf(await exported());
    const dryRun = await client.import(archive, '?dryRun=true').expect(200);
    expect(dryRun.body).toMatchObject({ valid: true, quizCount: 2, lessonCount: 5 });
    const published = () => lessons.courses.course.events.of(quizImported);
    expect(published()).toEqual([]);
    const before = checks.requests.length;
    const made = (await client.import(archive).expect(201)).body as CourseDraftResponse;
    expect(checks.requests.slice(before).map(({ request }) => JSON.parse(request.content))).toEqual(
      [BASICS, MORE],
    );
    const [basics, more, again, absent] = named(made);
    expect(again).toBe(basics);
    expect([...known.keys()]).not.toContain(basics);
    await lessons.courses.course.events.next(
      quizImported,
      ({ payload }) => payload.quizId === more,
    );
    const sent = published().map(({ payload: { content, ...ids }, aggregateId }) => ({
      ...{ aggregateId, ...ids, content: JSON.parse(content) },
    }));
    expect(sent).toEqual([
      { aggregateId: basics, courseId: made.id, quizId: basics, content: BASICS },
      { aggregateId: more, courseId: made.id, quizId: more, content: MORE },
    ]);
    expect(sent.map(({ quizId }) => quizId)).not.toContain(absent);
  });

  it('are refused by where they are wrong, and nothing is made then', async () => {
    const json = await exported();
    const before = await lessons.courses.course.stored(Course);
    checks.respondWith(({ content }) => ({
      errors: content.includes('More of it')
        ? [
            {
              ...{ pointer: '/questions/0/choices', code: 'question.one_correct' },
              ...{ detail: 'exactly one choice must be correct', params: '{}' },
            },
            {
              pointer: '/title',
              code: 'field.is_length',
              detail: 'must have {min, number} to {max, number} characters',
              params: '{"min":1,"max":2}',
            },
          ]
        : [],
    }));
    const { body } = await client.import(archiveOf(json)).expect(422);
    expect(body).toMatchObject({
      code: 'course_import.invalid',
      errors: [
        {
          ...{ pointer: '/quizzes/1/questions/0/choices', code: 'question.one_correct' },
          detail: 'exactly one choice must be correct',
        },
        { pointer: '/quizzes/1/title', detail: 'must have 1 to 2 characters' },
      ],
    });
    const dryRun = await client.import(archiveOf(json), '?dryRun=true').expect(200);
    expect(dryRun.body.errors[0]).toMatchObject({ path: 'quizzes[1].questions[0].choices' });
    expect(await lessons.courses.course.stored(Course)).toEqual(before);
  });

  it.each<[string, string, string, (json: CourseJson) => void]>([
    ['no list', 'quizzes', 'course_import.list_invalid', (json) => (json.quizzes = {} as never)],
    ['no quiz', 'quizzes[0]', 'field.is_object', (json) => (json.quizzes[0] = null as never)],
    [
      'no id',
      'quizzes[0].id',
      'field.is_uuid',
      (json) => delete (json.quizzes[0] as { id?: string }).id,
    ],
    [
      'an id that is there twice',
      'quizzes[1].id',
      'course_import.id_repeated',
      (json) => json.quizzes.push({ ...json.quizzes[0] } as never),
    ],
    [
      'a quiz of no lesson',
      'quizzes[0]',
      'course_import.quiz_unused',
      (json) => ((json.quizzes[0] as { id: string }).id = newId()),
    ],
    [
      'more text than a message has room for',
      'quizzes[0]',
      'course_import.course_too_long',
      (json) =>
        ((json.quizzes[0] as { title: string }).title = 'é'.repeat(JSON_TEXT_MAX_BYTES / 2)),
    ],
  ])('with %s are refused by the path', async (_what, path, code, change) => {
    const json = await exported();
    json.quizzes.splice(1);
    change(json);
    const { body } = await client.import(archiveOf(json), '?dryRun=true').expect(200);
    expect(body.errors).toContainEqual({ path, code, detail: expect.any(String) });
  });

  it('are not made without their service', async () => {
    const json = await exported();
    const before = await lessons.courses.course.stored(Course);
    checks.disconnect();
    const { status, body } = await client.import(archiveOf(json));
    expect([status, body.code]).toEqual([503, 'upstream.unavailable']);
    expect(await lessons.courses.course.stored(Course)).toEqual(before);
  });
});
