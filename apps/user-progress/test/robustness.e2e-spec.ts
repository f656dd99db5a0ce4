import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import {
  courseCompleted,
  enrollmentEnded,
  enrollmentGranted,
} from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { LessonCompletion } from '../src/enrollment/lesson-completion.entity';
import { QuizPass } from '../src/enrollment/quiz-pass.entity';
import {
  type ProgressFixture,
  anOrder,
  bought,
  countGranted,
  enroll,
  enrolled,
  granted,
  lessonIds,
  pass,
  pay,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

const RUNS = [1, 2, 3];

describe('concurrent changes of enrollments and progress', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(async () => {
    learner = await fixture.app.user();
  });

  async function beginning() {
    const courseId = newId();
    const enrollment = await enrolled(fixture, learner, courseId);
    const [first = '', second = '', quizLesson = '', quizId = ''] = lessonIds(courseId);
    return { id: enrollment.id, courseId, first, second, quizLesson, quizId };
  }

  /** Events of this service go out in a row: what was published before this one has arrived. */
  async function settle(): Promise<void> {
    const courseId = newId();
    await enrolled(fixture, await fixture.app.user(), courseId);
    await fixture.app.events.next(
      enrollmentGranted,
      ({ payload }) => payload.courseId === courseId,
    );
  }

  const completions = (id: string) =>
    fixture.app.events.of(courseCompleted).filter(({ payload }) => payload.enrollmentId === id);

  describe('races', () => {
    it.each(RUNS)('of the last two lessons complete the course once (run %i)', async () => {
      const { id, courseId, first, second, quizId } = await beginning();
      await pass(fixture, learner.id, courseId, quizId);
      await eventually(
        'the quiz',
        async () => (await fixture.app.stored(QuizPass, { quizId })).length > 0,
      );
      const responses = await Promise.all([
        tick(fixture, learner, id, first),
        tick(fixture, learner, id, second),
        tick(fixture, learner, id, second),
      ]);
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
      await eventually('the completion', () => completions(id).length > 0);
      await settle();
      expect(completions(id)).toHaveLength(1);
      expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([
        { status: 'completed', percent: 100 },
      ]);
    });

    it.each(RUNS)('of the last lesson and the quiz complete it once (run %i)', async () => {
      const { id, courseId, first, second, quizId } = await beginning();
      await tick(fixture, learner, id, first).expect(200);
      await Promise.all([
        tick(fixture, learner, id, second).expect(200),
        pass(fixture, learner.id, courseId, quizId),
        pass(fixture, learner.id, courseId, quizId),
      ]);
      await eventually('the completion', () => completions(id).length > 0);
      await settle();
      expect(completions(id)).toHaveLength(1);
    });

    it.each(RUNS)(
      'of a completion and its undo leave stored and returned progress equal (run %i)',
      async () => {
        const { id, first } = await beginning();
        await Promise.all([
          tick(fixture, learner, id, first),
          tick(fixture, learner, id, first, 'delete'),
          tick(fixture, learner, id, first),
        ]);
        const ticks = await fixture.app.stored(LessonCompletion, { enrollmentId: id });
        const percent = ticks.length === 1 ? 33.33 : 0;
        expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ percent }]);
      },
    );

    it.each(RUNS)(
      'of completions and a withdrawal change nothing after the end (run %i)',
      async () => {
        const { id, first, second } = await beginning();
        const [, ...ticks] = await Promise.all([
          withdraw(fixture, learner, id).expect(201),
          tick(fixture, learner, id, first),
          tick(fixture, learner, id, second),
        ]);
        for (const { status, body } of ticks) {
          if (status === 200) continue;
          expect(status).toBe(409);
          expect(body).toMatchObject({ code: 'enrollment.ended' });
        }
        const done = ticks.filter(({ status }) => status === 200).length;
        expect(await fixture.app.stored(LessonCompletion, { enrollmentId: id })).toHaveLength(done);
      },
    );

    it.each(RUNS)(
      'of a free enrollment and a paid order create one enrollment (run %i)',
      async () => {
        const courseId = newId();
        const order = anOrder(learner.id, [{ courseId, publication: 3 }]);
        const [free] = await Promise.all([enroll(fixture, learner, courseId), pay(fixture, order)]);
        expect([201, 409]).toContain(free.status);
        const { payload } = await granted(fixture, order.lines[0]?.lineId);
        expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
          { id: payload.enrollmentId, status: 'active' },
        ]);
      },
    );

    it('of two orders of one course link both lines to one enrollment', async () => {
      const courseId = newId();
      const orders = [1, 2].map(() => anOrder(learner.id, [{ courseId, publication: 3 }]));
      await Promise.all(orders.map((order) => pay(fixture, order)));
      const reported = await Promise.all(
        orders.map(({ lines }) => granted(fixture, lines[0]?.lineId)),
      );
      expect(new Set(reported.map(({ payload }) => payload.enrollmentId)).size).toBe(1);
      expect(reported.map(({ aggregateVersion }) => aggregateVersion).sort()).toEqual([1, 2]);
      expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
    });

    it('of orders with the same courses in opposite order are both granted', async () => {
      const courseIds = Array.from({ length: 6 }, () => newId());
      const lines = courseIds.map((courseId) => ({ courseId }));
      const orders = [anOrder(newId(), lines), anOrder(newId(), lines.toReversed())];
      await Promise.all(orders.map((order) => pay(fixture, order)));
      for (const order of orders) {
        for (const { lineId } of order.lines) await granted(fixture, lineId);
        const stored = await fixture.app.stored(Enrollment, { userId: order.buyerId });
        expect(stored).toHaveLength(courseIds.length);
      }
    });
  });

  describe('late and repeated events', () => {
    it('of a passed quiz count once, also after a return', async () => {
      const { id, courseId, quizId } = await beginning();
      for (let i = 0; i < 2; i += 1) await pass(fixture, learner.id, courseId, quizId);
      await eventually('the quiz counts', async () => {
        const [stored] = await fixture.app.stored(Enrollment, { id });
        return stored?.percent === 33.33;
      });
      await withdraw(fixture, learner, id).expect(201);
      const again = await enrolled(fixture, learner, courseId);
      expect(again).toMatchObject({ percent: 33.33, status: 'active' });
      expect(await fixture.app.stored(QuizPass, { userId: learner.id })).toHaveLength(1);
    });

    it('of a quiz passed after the withdrawal change nothing, and count after a return', async () => {
      const { id, courseId, quizId } = await beginning();
      await withdraw(fixture, learner, id).expect(201);
      const [before] = await fixture.app.stored(Enrollment, { id });
      await pass(fixture, learner.id, courseId, quizId);
      await eventually(
        'the pass',
        async () => (await fixture.app.stored(QuizPass, { quizId })).length > 0,
      );
      expect(await fixture.app.stored(Enrollment, { id })).toEqual([before]);
      expect(await enrolled(fixture, learner, courseId)).toMatchObject({ id });
      // With the return, or as soon as the lessons of the course are known.
      await eventually('the pass counts', async () => {
        const [stored] = await fixture.app.stored(Enrollment, { id });
        return stored?.percent === 33.33;
      });
    });

    it('of another user’s quiz or of no lesson change nothing', async () => {
      const { id, courseId } = await beginning();
      const stranger = newId();
      const [quizId, other] = [newId(), newId()];
      await pass(fixture, stranger, courseId, lessonIds(courseId)[3] ?? '');
      await pass(fixture, learner.id, courseId, quizId);
      await pass(fixture, learner.id, other, quizId);
      await eventually(
        'the passes',
        async () => (await fixture.app.stored(QuizPass, { quizId })).length > 0,
      );
      await settle();
      expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([
        { percent: 0, version: 1 },
      ]);
      expect(await fixture.app.stored(Enrollment, { userId: stranger })).toEqual([]);
    });

    it('of a paid order grant each line once, in any order', async () => {
      const order = anOrder(learner.id, [{}, {}]);
      const reversed = { ...order, lines: order.lines.toReversed() };
      const id = await pay(fixture, order);
      await Promise.all([pay(fixture, reversed), pay(fixture, order, id), pay(fixture, reversed)]);
      for (const { lineId, courseId } of order.lines) {
        await eventually('all are handled', () => countGranted(fixture, lineId) === 3);
        expect(await fixture.app.stored(Enrollment, { courseId })).toHaveLength(1);
      }
    });
  });

  describe('ids in capital letters', () => {
    it('match the stored ids, which events contain in lower case', async () => {
      const courseId = newId();
      const response = await enroll(fixture, learner, courseId.toUpperCase()).expect(201);
      expect(response.body).toMatchObject({ courseId });
      const reported = await fixture.app.events.next(
        enrollmentGranted,
        ({ payload }) => payload.enrollmentId === response.body.id,
      );
      expect(reported.payload).toMatchObject({ courseId });
      const { id } = response.body as { id: string };
      const [lesson = ''] = lessonIds(courseId);
      await tick(fixture, learner, id.toUpperCase(), lesson.toUpperCase()).expect(200);
      await withdraw(fixture, learner, id.toUpperCase()).expect(201);
      await settle();
      const ended = fixture.app.events
        .of(enrollmentEnded)
        .filter(({ payload }) => payload.courseId === courseId);
      expect(ended).toMatchObject([{ aggregateId: id, payload: { enrollmentId: id } }]);
    });
  });

  describe('ownership', () => {
    it('is the learner’s alone: not the instructor’s, not an admin’s', async () => {
      const { id, first } = await beginning();
      const others = [
        await fixture.app.user(),
        await fixture.app.user(Role.instructor, fixture.instructorId),
        await fixture.app.user(Role.admin),
      ];
      for (const other of others) {
        for (const path of ['', '/progress']) {
          const request = async (target: string) => {
            const url = `/api/v1/enrollments/${target}${path}`;
            const { status, body } = await fixture.app.http.get(url).set(bearer(other));
            const { traceId: _traceId, instance: _instance, ...problem } = body;
            return { status, problem };
          };
          const response = await request(id);
          expect(response.status).toBe(404);
          expect(response).toEqual(await request(newId()));
        }
        expect((await tick(fixture, other, id, first)).status).toBe(404);
        expect((await withdraw(fixture, other, id)).status).toBe(404);
      }
      expect(await fixture.app.stored(Enrollment, { id })).toMatchObject([{ version: 1 }]);
    });

    it('requires a token everywhere', async () => {
      const id = newId();
      const requests = [
        ['post', 'enrollments'],
        ['get', 'enrollments'],
        ['get', `enrollments/${id}`],
        ['post', `enrollments/${id}/withdrawals`],
        ['get', `enrollments/${id}/progress`],
        ['put', `enrollments/${id}/lessons/${id}/completion`],
        ['delete', `enrollments/${id}/lessons/${id}/completion`],
        ['get', `enrollments/${id}/version-upgrades`],
        ['post', `enrollments/${id}/version-upgrades`],
        ['get', `course-rosters/${id}`],
        ['get', 'learning-stats/me'],
      ] as const;
      for (const [method, path] of requests) {
        const response = await fixture.app.http[method](`/api/v1/${path}`);
        expect(response.status).toBe(401);
      }
    });

    it('cannot be changed by the event of another buyer', async () => {
      const { order, courseId } = await bought(fixture, learner);
      const thief = await fixture.app.user();
      await pay(fixture, { ...order, buyerId: thief.id });
      await settle();
      expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
        { userId: learner.id },
      ]);
    });
  });
});
