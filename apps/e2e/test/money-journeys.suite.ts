import { idempotencyKey, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { answerQuiz, enrollmentOf } from '../src/learning';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  type WrittenCourse,
  createCategory,
  expectSoundBooks,
  orderByCard,
  payOnPage,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { type User, register, visitor } from '../src/users';

const PRICE = { amountMinor: 1000, currency: 'USD' };

/** Money that comes in and goes back again, through all services. */
export function describeMoneyJourneys(stage: () => Stage): void {
  describe('three courses that are bought by card', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;
    let learner: User;
    let courses: [WrittenCourse, WrittenCourse, WrittenCourse];
    let orderId: string;
    let certificateNumber: string;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      instructor = await registerInstructor(platform, admin);
      learner = await register(platform, 'Ada');
      const { id: categoryId } = await createCategory(admin, 'Bookkeeping');
      const published = async (title: string): Promise<WrittenCourse> => {
        const description = '<p>Everything you need to know about this subject.</p>';
        const course = await writeCourse(instructor, {
          title,
          description,
          price: PRICE,
          categoryId,
        });
        await publishCourse(instructor, admin, course.id);
        return course;
      };
      courses = [
        await published('Debits'),
        await published('Credits'),
        await published('Balances'),
      ];
    }, 120_000);

    const orderNow = () =>
      unwrap(learner.client.GET('/api/v1/orders/{id}', { params: { path: { id: orderId } } }));

    /** What the learner gets of the first lesson behind the preview. */
    const lessonStatus = async ({ id: courseId, articleIds }: WrittenCourse) => {
      const params = { path: { courseId, lessonId: articleIds[1] ?? '' } };
      const path = '/api/v1/courses/{courseId}/lessons/{lessonId}';
      return (await learner.client.GET(path, { params })).response.status;
    };

    const verification = () =>
      unwrap(
        visitor(platform.gatewayUrl).GET('/api/v1/verifications/{number}', {
          params: { path: { number: certificateNumber } },
        }),
      );

    it('are open once the card is charged on the hosted page', async () => {
      const ids = courses.map(({ id }) => id);
      const { order, page } = await orderByCard(learner, platform.gatewayUrl, ids);
      orderId = order.id;
      expect(await payOnPage(page)).toContain('/thanks');
      await eventually('the order is fulfilled', async () => {
        return (await orderNow()).status === 'fulfilled';
      });
      for (const course of courses) expect(await lessonStatus(course)).toBe(200);
    });

    it('end in a certificate for the one that is completed', async () => {
      const [course] = courses;
      const { id } = await enrollmentOf(learner, course.id);
      for (const lessonId of course.articleIds) {
        await unwrap(
          learner.client.PUT('/api/v1/enrollments/{id}/lessons/{lessonId}/completion', {
            params: { path: { id, lessonId } },
          }),
        );
      }
      expect(await answerQuiz(learner, course.quizId, true)).toMatchObject({ passed: true });
      certificateNumber = await eventually('a certificate', async () => {
        const { items } = await unwrap(learner.client.GET('/api/v1/certificates'));
        return items[0]?.number;
      });
      expect(await verification()).toMatchObject({ valid: true, courseTitle: 'Debits' });
    });

    it('lose one of the three by a refund, and with it access and certificate', async () => {
      const lineId = (await orderNow()).lines[0]?.id ?? '';
      await unwrap(
        admin.client.POST('/api/v1/orders/{id}/refunds', {
          params: { path: { id: orderId }, header: idempotencyKey() },
          body: { lineId, reason: 'The course was withdrawn.' },
        }),
      );
      await eventually('the money is back', async () => {
        return (await orderNow()).status === 'partially_refunded';
      });
      expect(await orderNow()).toMatchObject({
        lines: [
          { status: 'refunded', refunded: PRICE },
          { status: 'fulfilled', refunded: { amountMinor: 0 } },
          { status: 'fulfilled', refunded: { amountMinor: 0 } },
        ],
      });
      const [refunded, ...kept] = courses;
      await eventually('the access has ended', async () => (await lessonStatus(refunded)) === 402);
      for (const course of kept) expect(await lessonStatus(course)).toBe(200);
      await eventually('the certificate is revoked', async () => !(await verification()).valid);
    });

    it('leave each their share, books in balance and nothing to repair', async () => {
      const { balances } = await unwrap(instructor.client.GET('/api/v1/earnings'));
      expect(balances).toMatchObject([
        { held: { amountMinor: 1400, currency: 'USD' }, available: { amountMinor: 0 } },
      ]);
      await expectSoundBooks(platform.gatewayUrl);
      const { items } = await unwrap(admin.client.GET('/api/v1/reconciliation/findings'));
      expect(items.filter((finding) => finding.orderId === orderId)).toEqual([]);
    });

    it('are announced by mail, each step once', async () => {
      const url = `${platform.mailboxUrl}/mails?to=${encodeURIComponent(learner.email)}`;
      const subjects = await eventually('three mails about the order', async () => {
        const { items } = (await (await fetch(url)).json()) as {
          items: readonly { subject: string; text: string }[];
        };
        const about = items.filter(({ text }) => text.includes(orderId));
        return about.length >= 3 ? about.map(({ subject }) => subject) : undefined;
      });
      expect(subjects.toSorted()).toEqual([
        'We have received your order',
        'We have refunded $10.00',
        'Your receipt: $30.00',
      ]);
    });
  });
}
