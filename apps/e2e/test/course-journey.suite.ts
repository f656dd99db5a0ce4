import { type Schemas, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { type User, register, visitor } from '../src/users';
import { LeakTest } from '../src/leak-test';
import { signInWithGoogle } from '../src/google';
import { AccessMatrix, CALLERS } from '../src/access-matrix';
import { report } from '../src/resilience';
import { belongingsOf } from '../src/belongings';
import { expiredTokenOf } from '../src/expired-token';
import { ENDING_NAMES, type Ending, measureEnds } from '../src/session-end';
import { OWNERSHIP } from '../src/ownership';
import { erase, leaveTraces } from '../src/erasure';
import { LoudStores } from '../src/loud-stores';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import { StoredData } from '../src/stored-data';
import { answerQuiz, enrollmentOf } from '../src/learning';
import {
  type WrittenCourse,
  confirmTransfer,
  createCategory,
  editDraft,
  expectSoundBooks,
  orderByTransfer,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { runTool } from '../src/tools';

/**
 * One course from its first draft to a learner's certificate. The steps build on each other, so they run in order; nothing may
 * come after them, because the last one also deletes, signs out and changes passwords.
 */
export function describeCourseJourney(stage: () => Stage): void {
  describe('the journey from a draft to a certificate', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;
    let learner: User;
    let category: Schemas['CategoryResponse'];
    let course: WrittenCourse;
    let order: Schemas['OrderResponse'];
    let payment: Schemas['PaymentResponse'];
    let enrollment: Schemas['EnrollmentResponse'];
    let attempt: Schemas['AttemptResultResponse'];

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
    });

    it('registers users, and makes an applicant an instructor', async () => {
      learner = await register(platform, 'Ada');
      instructor = await registerInstructor(platform, admin);
      const me = await unwrap(instructor.client.GET('/api/v1/users/me'));
      expect(me).toMatchObject({ firstName: 'Grace', role: 'instructor' });
    });

    it('lets the instructor create a course with sections, lessons and a quiz', async () => {
      category = await createCategory(admin, 'Programming for the Web');
      course = await writeCourse(instructor, {
        title: 'Complete Web Development',
        price: { amountMinor: 1999, currency: 'USD' },
        categoryId: category.id,
      });
      expect(course.articleIds).toHaveLength(2);
    });

    it('reports what is missing, then publishes after a review', async () => {
      const params = { path: { id: course.id } };
      const failing = async () => {
        const { checks } = await unwrap(
          instructor.client.GET('/api/v1/courses/{id}/publish-checks', { params }),
        );
        return checks.filter(({ passed }) => !passed).map(({ code }) => code);
      };
      expect(await failing()).toEqual(['course.description_too_short']);
      await editDraft(instructor, course.id, {
        description: '<p>Learn full-stack development from the first tag to the last server.</p>',
      });
      expect(await failing()).toEqual([]);
      await publishCourse(instructor, admin, course.id);
    });

    it('finds the course over REST and GraphQL, with category, instructor and rating', async () => {
      const anybody = visitor(platform.gatewayUrl);
      const query = { q: 'complete', categoryId: [category.id] };
      // Searches follow a publication within two seconds.
      await eventually('the course in searches', async () => {
        const page = await unwrap(anybody.GET('/api/v1/courses', { params: { query } }));
        return page.items.map(({ id }) => id).join() === course.id;
      });
      const response = await fetch(new URL('/course/graphql', platform.gatewayUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `{ courses(filter: { categoryId: "${category.id}" }, page: 1, limit: 10) {
            items { id title price rating instructor { name } category { name } }
            pagination { totalItems currentPage totalPages } } }`,
        }),
      });
      expect(await response.json()).toEqual({
        data: {
          courses: {
            items: [
              {
                id: course.id,
                title: 'Complete Web Development',
                price: 19.99,
                rating: 0,
                instructor: { name: 'Grace Example' },
                category: { name: 'Programming for the Web' },
              },
            ],
            pagination: { totalItems: 1, currentPage: 1, totalPages: 1 },
          },
        },
      });
    });

    it('moves the course from the wishlist to the cart and into a quote', async () => {
      const params = { path: { courseId: course.id } };
      await unwrap(learner.client.PUT('/api/v1/wishlist/{courseId}', { params }));
      await unwrap(learner.client.POST('/api/v1/wishlist/{courseId}/cart-moves', { params }));
      const cart = await unwrap(learner.client.GET('/api/v1/cart'));
      expect(cart.items).toMatchObject([
        { courseId: course.id, price: { amountMinor: 1999, currency: 'USD' } },
      ]);
    });

    it('orders the cart and pays by bank transfer', async () => {
      ({ order, payment } = await orderByTransfer(learner));
      expect(order).toMatchObject({
        status: 'pending_payment',
        total: { amountMinor: 1999, currency: 'USD' },
        lines: [{ courseId: course.id, publication: 1 }],
      });
      expect(payment).toMatchObject({ method: 'bank_transfer', status: 'open' });
      expect(await confirmTransfer(admin, payment)).toMatchObject({ status: 'succeeded' });
    });

    it('opens the course, empties the cart and counts the learner', async () => {
      enrollment = await enrollmentOf(learner, course.id);
      const params = { path: { id: order.id } };
      await eventually('the order is fulfilled', async () => {
        const now = await unwrap(learner.client.GET('/api/v1/orders/{id}', { params }));
        return now.status === 'fulfilled';
      });
      await eventually('the cart is empty', async () => {
        const cart = await unwrap(learner.client.GET('/api/v1/cart'));
        return cart.items.length === 0;
      });
      await eventually('the learner counts', async () => {
        const page = await unwrap(
          learner.client.GET('/api/v1/courses/{id}', {
            params: { path: { id: course.slug } },
          }),
        );
        return page.learners === 1;
      });
    });

    it('holds the share of the instructor, and shows admins books in balance', async () => {
      const { balances } = await unwrap(instructor.client.GET('/api/v1/earnings'));
      expect(balances).toMatchObject([
        { held: { amountMinor: 1399, currency: 'USD' }, available: { amountMinor: 0 } },
      ]);
      await expectSoundBooks(platform.gatewayUrl);
    });

    it('completes the course: articles read, the quiz failed and then passed', async () => {
      const { client } = learner;
      for (const lessonId of course.articleIds) {
        const lesson = await unwrap(
          client.GET('/api/v1/courses/{courseId}/lessons/{lessonId}', {
            params: { path: { courseId: course.id, lessonId } },
          }),
        );
        expect(lesson).toMatchObject({ kind: 'article', article: expect.stringMatching(/^<p>/) });
        await unwrap(
          client.PUT('/api/v1/enrollments/{id}/lessons/{lessonId}/completion', {
            params: { path: { id: enrollment.id, lessonId } },
          }),
        );
      }
      expect(await answerQuiz(learner, course.quizId, false)).toMatchObject({ passed: false });
      attempt = await answerQuiz(learner, course.quizId, true);
      expect(attempt).toMatchObject({ passed: true });
      await eventually('the course is complete', async () => {
        const progress = await unwrap(
          client.GET('/api/v1/enrollments/{id}/progress', {
            params: { path: { id: enrollment.id } },
          }),
        );
        return progress.percent === 100;
      });
    });

    it('issues a certificate that anyone can verify', async () => {
      const certificate = await eventually('a certificate', async () => {
        const { items } = await unwrap(learner.client.GET('/api/v1/certificates'));
        return items[0];
      });
      const verification = await eventually('the name on the certificate', async () => {
        const found = await unwrap(
          visitor(platform.gatewayUrl).GET('/api/v1/verifications/{number}', {
            params: { path: { number: certificate.number } },
          }),
        );
        return found.holderName ? found : undefined;
      });
      expect(verification).toMatchObject({
        valid: true,
        holderName: 'Ada Example',
        courseTitle: 'Complete Web Development',
      });
    });

    it('accepts a review, and the catalog shows the average', async () => {
      await unwrap(
        learner.client.POST('/api/v1/reviews', {
          body: { courseId: course.id, stars: 4, text: 'Clear, deep and fun.' },
        }),
      );
      await eventually('the average in the catalog', async () => {
        const page = await unwrap(
          learner.client.GET('/api/v1/courses/{id}', {
            params: { path: { id: course.id } },
          }),
        );
        return page.rating.average === 4 && page.rating.count === 1;
      });
    });

    it('sells the course to a user who signed in with Google and has no password', async () => {
      const email = 'katherine.johnson@example.com';
      const buyer = await signInWithGoogle(platform.gatewayUrl, email);
      const me = await unwrap(buyer.client.GET('/api/v1/users/me'));
      expect(me).toMatchObject({ firstName: 'Katherine', lastName: 'Johnson', role: 'user' });
      const { payment: owed } = await orderByTransfer(buyer, [course.id]);
      await confirmTransfer(admin, owed);
      expect(await enrollmentOf(buyer, course.id)).toMatchObject({ courseId: course.id });
      const again = await buyer.signInAgain();
      expect([again.id, again.email]).toEqual([buyer.id, email]);
    });

    it('has one trace over all services from the confirmation to the last consumer', async () => {
      const other = await register(platform, 'Alan');
      const { order: another, payment: second } = await orderByTransfer(other, [course.id]);
      const traceId = 'c0ffee00c0ffee00c0ffee00c0ffee00';
      const response = await admin.client.POST('/api/v1/bank-transfers/{id}/confirmations', {
        params: {
          path: { id: second.id },
          header: { 'Idempotency-Key': crypto.randomUUID() },
        },
        headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
        body: { receivedAmount: second.amount, bankReference: crypto.randomUUID() },
      });
      expect(response.response.status).toBe(201);
      await enrollmentOf(other, course.id);
      for (const service of ['order', 'user-progress', 'interaction', 'course']) {
        await eventually(`the trace in the log of ${service}`, () =>
          platform.logOf(service).some((line) => line.traceId === traceId),
        );
      }
      const tree = await runTool(platform, 'trace', another.id, '--prefix', 'platform-');
      expect(tree).toContain(`Trace ${traceId}`);
      expect(tree).toMatch(
        /0 ms {2}order .*POST \/api\/v1\/bank-transfers\/:id\/confirmations +201/,
      );
      expect(tree).toMatch(/ms {2}[├└]─ user-progress .*evt\.order\.order\.paid\.v1 → /);
      for (const service of ['order', 'interaction', 'course']) {
        const handling = `ms {2}[│ ] {2}[├└]─ ${service} .*evt\\.user-progress\\.enrollment\\.granted\\.v1 → `;
        expect(tree).toMatch(new RegExp(handling));
      }
    });

    it('erases a learner from every store, and keeps what others need', async () => {
      const stored = new StoredData(platform.stores);
      const { user, traces, certificateNumber } = await leaveTraces(platform, admin, course);
      const { lastName, email, phone } = traces;
      // The search finds what is there, or it would prove nothing.
      expect(await stored.placesOf(email)).toEqual(['postgres auth.account']);
      expect(await stored.placesOf(phone)).toEqual(['postgres user.user_profile']);
      expect(await stored.placesOf(lastName)).toEqual([
        'postgres certificate.certificate',
        'postgres order.billing_details',
        'postgres order.invoice',
        'postgres user.instructor_application',
        'postgres user.suspension',
        'postgres user.user_profile',
      ]);
      await erase(admin, user);
      await eventually('all services to follow', async () => {
        // The law wants invoices kept as they were issued.
        expect(await stored.placesOf(...Object.values(traces))).toEqual(['postgres order.invoice']);
        return true;
      });
      const anybody = visitor(platform.gatewayUrl);
      const certificate = await unwrap(
        anybody.GET('/api/v1/verifications/{number}', {
          params: { path: { number: certificateNumber } },
        }),
      );
      expect(certificate).toMatchObject({ valid: true, holderName: 'Former learner' });
      const { items } = await unwrap(
        anybody.GET('/api/v1/reviews', { params: { query: { courseId: course.id, rating: 5 } } }),
      );
      expect(items).toMatchObject([{ text: 'Splendid.', author: { name: 'Former learner' } }]);
    });

    describe('access control', () => {
      let matrix: AccessMatrix;
      let ending: Record<Ending, User>;

      beforeAll(async () => {
        const stranger = await register(platform, 'Barbara');
        const pairs = ENDING_NAMES.map(async (name) => [name, await register(platform, 'Edsger')]);
        ending = Object.fromEntries(await Promise.all(pairs)) as Record<Ending, User>;
        matrix = new AccessMatrix(
          platform.gatewayUrl,
          { user: stranger, instructor, admin },
          {
            ended: ending['signed out'].token,
            suspended: ending.suspended.token,
            expired: await expiredTokenOf(stranger, platform),
          },
        );
      });

      it('rejects a token in all services within five seconds of its end', async () => {
        const times = await measureEnds(platform.gatewayUrl, ending, admin);
        for (const name of ENDING_NAMES) {
          report(`H1 ms until refused, ${name}`, times[name]);
          expect(Object.keys(times[name]).sort()).toEqual([...platform.serviceNames].sort());
        }
      });

      it('knows the owner of every resource that an operation names', () => {
        const naming = matrix.naming.map(({ operationId }) => operationId);
        expect(Object.keys(OWNERSHIP).sort()).toEqual([...naming].sort());
      });

      it('responds to a resource of another user as to a missing one', async () => {
        const things = await belongingsOf(learner, instructor, course, attempt);
        const otherLearner = await register(platform, 'Donald');
        const otherInstructor = await registerInstructor(platform, admin, 'Margaret');
        const rows = Object.entries(OWNERSHIP).flatMap(([operationId, owned]) => {
          if (owned === null) return [];
          const taught = owned === 'course' || owned === 'quiz';
          const stranger = taught ? otherInstructor : otherLearner;
          return [{ operationId, ids: things[owned], stranger }];
        });
        expect(await matrix.othersAgainstOwners(rows)).toEqual([]);
        expect(await belongingsOf(learner, instructor, course, attempt)).toEqual(things);
      });

      it('grants access to every operation exactly as its policy says', async () => {
        const { cells, wrong } = await matrix.rolesAgainstPolicies();
        expect(wrong).toEqual([]);
        expect(cells).toBe(matrix.operations.length * CALLERS.length);
      });
    });

    // Last, for it also deletes, signs out and changes passwords.
    it('leaks no secret into a log, an error response or a metric, whatever is sent to which operation', async () => {
      const changed = await runTool(platform, 'stack', 'log-level', 'all', 'debug');
      expect(changed).toMatch(/^order .*: info → debug$/m);
      const leakTest = new LeakTest(platform, [admin, learner], course.id);
      const stores = new LoudStores(platform.stores);
      await stores.logEverything();
      const mails = (): number =>
        platform.logOf('auth').filter(({ template }) => template === 'email-verification').length;
      const before = mails();
      await leakTest.sendEverywhere();
      await eventually('the mail to who was registered', () => mails() > before);
      await stores.fail(leakTest.word);
      await eventually('the stores to have logged what was slow and what has failed', () => {
        const [postgres, mongodb] = [platform.logText('postgres'), platform.logText('mongodb')];
        return (
          /duration: .*insert into "account"/.test(postgres) &&
          ['Slow query', 'error during find', 'error during findAnd'].every((words) =>
            mongodb.includes(words),
          )
        );
      });
      expect(leakTest.operations.size).toBeGreaterThan(90);
      expect(leakTest.responses).toEqual([]);
      expect(await leakTest.leaks()).toEqual([]);
    });
  });
}
