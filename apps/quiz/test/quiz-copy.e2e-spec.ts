import { eventually } from '@course-plateform/common/test-kit';
import { newId } from '@course-plateform/common/kernel';
import { courseCloned } from '@course-plateform/types/course';
import { Quiz } from '../src/quiz/quiz.entity';
import { type ChoiceQuiz, type QuizFixture, aPublishedQuiz, send, startQuiz } from './quiz.fixture';

describe('the quizzes of a cloned course', () => {
  let fixture: QuizFixture;

  beforeAll(async () => {
    fixture = await startQuiz();
  });

  afterAll(() => fixture.app.stop());

  /** @returns once all copies that are wanted exist */
  async function cloned(fromCourseId: string, quizIds: readonly string[], wanted: number) {
    const courseId = newId();
    const quizzes = quizIds.map((quizId) => ({ quizId, copyId: newId() }));
    const payload = { courseId, fromCourseId, quizzes };
    await fixture.app.events.publish(courseCloned, payload, { aggregateId: courseId });
    await eventually('the copies', async () => {
      return (await fixture.app.stored(Quiz, { courseId })).length === wanted;
    });
    return { courseId, copyIds: quizzes.map(({ copyId }) => copyId) };
  }

  it('are copied as drafts, with questions of their own', async () => {
    const source = await aPublishedQuiz(fixture);
    const { courseId, copyIds } = await cloned(source.courseId, [source.id], 1);
    const { body } = await send(fixture, 'get', `/quizzes/${copyIds[0]}`, { user: fixture.author });
    const copy = body as ChoiceQuiz;
    expect(copy).toMatchObject({
      ...{ id: copyIds[0], courseId, title: source.title, settings: source.settings },
      ...{ publication: null, version: 1 },
    });
    const without = ({ questions }: ChoiceQuiz) => questions.map(({ id: _, ...rest }) => rest);
    expect(without(copy)).toEqual(without(source));
    const ids = [...source.questions, ...copy.questions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are none of another course, whose answers a lesson could fetch so', async () => {
    const own = await aPublishedQuiz(fixture);
    const foreign = await aPublishedQuiz(fixture);
    const { courseId, copyIds } = await cloned(own.courseId, [foreign.id, own.id, newId()], 1);
    const stored = await fixture.app.stored(Quiz, { courseId });
    expect(stored.map(({ id }) => id)).toEqual([copyIds[1]]);
  });
});
