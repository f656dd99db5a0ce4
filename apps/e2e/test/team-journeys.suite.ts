import { type Schemas, idempotencyKey, ifMatch, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { enrollmentOf } from '../src/learning';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  type WrittenCourse,
  confirmTransfer,
  createCategory,
  editDraft,
  orderByTransfer,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { type User, register, visitor } from '../src/users';

/** Two instructors write a course together, and learners get it part by part. The steps build on each other. */
export function describeTeamJourneys(stage: () => Stage): void {
  describe('a course that two instructors teach', () => {
    let platform: Platform;
    let admin: User;
    let owner: User;
    let colleague: User;
    let course: WrittenCourse;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      owner = await registerInstructor(platform, admin);
      colleague = await registerInstructor(platform, admin, 'Barbara');
      const category = await createCategory(admin, 'Teamwork');
      course = await writeCourse(owner, {
        title: 'Written by two',
        price: { amountMinor: 4000, currency: 'USD' },
        categoryId: category.id,
      });
    }, 120_000);

    afterEach(async () => {
      await platform.clock('reset');
    });

    /** Whether a mail to an address names something. */
    async function isMailed(email: string, what: string): Promise<boolean> {
      const response = await fetch(`${platform.mailboxUrl}/mails?to=${encodeURIComponent(email)}`);
      const { items } = (await response.json()) as { items: readonly { text: string }[] };
      return items.some(({ text }) => text.includes(what));
    }

    it('is joined by the colleague who is invited by mail, and edited then', async () => {
      const params = { path: { id: course.id } };
      const draft = () => unwrap(colleague.client.GET('/api/v1/courses/{id}/draft', { params }));
      await expect(draft()).rejects.toMatchObject({ code: 'course.not_found' });
      const invitation = await unwrap(
        owner.client.POST('/api/v1/courses/{id}/team/invitations', {
          params,
          body: { email: colleague.email, rights: ['manage'], basisPoints: 3000 },
        }),
      );
      await eventually('the mail', () => isMailed(colleague.email, invitation.id));
      await unwrap(
        colleague.client.POST('/api/v1/course-invitations/{id}/acceptances', {
          params: { path: { id: invitation.id } },
        }),
      );
      const { sections, version } = await draft();
      await unwrap(
        colleague.client.PATCH('/api/v1/courses/{courseId}/sections/{sectionId}', {
          params: {
            path: { courseId: course.id, sectionId: sections[1]?.id ?? '' },
            header: ifMatch({ version }),
          },
          body: { release: { afterDays: 7 } },
        }),
      );
      await editDraft(owner, course.id, {
        description: '<p>Everything you need to know about working together.</p>',
      });
      await publishCourse(owner, admin, course.id);
      const query = { instructorId: colleague.id };
      const { items } = await unwrap(
        visitor(platform.gatewayUrl).GET('/api/v1/courses', { params: { query } }),
      );
      expect(items.map(({ id }) => id)).toEqual([course.id]);
    });

    it('is exported as an archive, and imported by another instructor with its quiz', async () => {
      const api = `${platform.gatewayUrl}/api/v1`;
      const as = ({ token }: User) => ({ authorization: `Bearer ${token}` });
      const archive = await fetch(`${api}/courses/${course.id}/exports`, { headers: as(owner) });
      expect(archive.status).toBe(200);
      const other = await registerInstructor(platform, admin, 'Margaret');
      const response = await fetch(`${api}/course-imports`, {
        method: 'POST',
        headers: { ...as(other), 'content-type': 'application/zip', ...idempotencyKey() },
        body: await archive.arrayBuffer(),
      });
      expect(response.status).toBe(201);
      const { sections } = (await response.json()) as Schemas['CourseDraftResponse'];
      const lesson = sections[1]?.lessons[0];
      const id = lesson && 'quizId' in lesson ? String(lesson.quizId) : '';
      const quiz = await eventually('its quiz', async () => {
        const { data } = await other.client.GET('/api/v1/quizzes/{id}', {
          params: { path: { id } },
        });
        return data;
      });
      const source = await unwrap(
        owner.client.GET('/api/v1/quizzes/{id}', { params: { path: { id: course.quizId } } }),
      );
      const written = ({ title, settings, questions }: Schemas['QuizResponse']) => ({
        ...{ title, settings, texts: questions.map(({ text }) => text) },
      });
      expect(written(quiz)).toEqual(written(source));
      expect(quiz).toMatchObject({ publication: null });
      expect(quiz.id).not.toBe(source.id);
    });

    it('pays both, and opens its second part a week after the purchase', async () => {
      const learner = await register(platform, 'Ada');
      const { payment } = await orderByTransfer(learner, [course.id]);
      await confirmTransfer(admin, payment);
      await enrollmentOf(learner, course.id);
      const held = async ({ client }: User) => {
        const { balances } = await unwrap(client.GET('/api/v1/earnings'));
        return balances.map((balance) => balance.held.amountMinor);
      };
      expect([await held(owner), await held(colleague)]).toEqual([[1960], [840]]);
      const begin = () =>
        learner.client.POST('/api/v1/quizzes/{id}/attempts', {
          params: { path: { id: course.quizId }, header: idempotencyKey() },
        });
      const { error } = await begin();
      expect(error).toMatchObject({ code: 'quiz.lesson_locked', missingLessons: 0 });
      await platform.clock('advance', '6d');
      expect((await begin()).error?.code).toBe('quiz.lesson_locked');
      await platform.clock('advance', '1d');
      expect(await unwrap(begin())).toMatchObject({ status: 'in_progress' });
    });
  });
}
