import { ifMatch, unwrap } from '@course-plateform/client';
import { confirmEmail } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { answerQuiz, enrollmentOf } from './learning';
import { PASSWORD, type User, signIn, visitor } from './users';
import type { Platform } from './platform';
import { type WrittenCourse, confirmTransfer, orderByTransfer } from './steps';

/** What tells who someone is, each part in no other place. */
export interface Traces {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

/** Someone who has left traces in every service. */
export interface TracedUser {
  readonly user: User;
  readonly traces: Traces;
  readonly certificateNumber: string;
}

/** Where invoices go; the name comes with the user. */
const BILLING = { line1: 'Leipziger Straße 3', city: 'Berlin', country: 'DE' };

function newTraces(): Traces {
  const word = crypto.randomUUID().slice(0, 8);
  const digits = String(parseInt(word, 16)).padStart(10, '0').slice(-7);
  return {
    firstName: `Fanny${word}`,
    lastName: `Mendelssohn${word}`,
    email: `f.${word}@example.com`,
    phone: `+491511${digits}`,
  };
}

/** Registers, says things about themselves, buys a course, completes and reviews it, applies to teach, is suspended. */
export async function leaveTraces(
  platform: Platform,
  admin: User,
  course: WrittenCourse,
): Promise<TracedUser> {
  const traces = newTraces();
  const { firstName, lastName, email } = traces;
  await unwrap(
    visitor(platform.gatewayUrl).POST('/api/v1/auth/registrations', {
      body: { ...traces, password: PASSWORD },
    }),
  );
  await eventually('a confirmed address', () => confirmEmail(platform, email), 30_000);
  const user = await signIn(platform.gatewayUrl, email, PASSWORD);
  const { client, id } = user;
  await describe(user, `${firstName} ${lastName}`);
  const certificateNumber = await learn(user, admin, { course, name: lastName });
  await unwrap(
    client.POST('/api/v1/reviews', { body: { courseId: course.id, stars: 5, text: 'Splendid.' } }),
  );
  const motivation = `I, ${firstName} ${lastName}, have taught music for thirty years.`;
  await unwrap(client.POST('/api/v1/instructor-applications', { body: { motivation } }));
  await unwrap(
    visitor(platform.gatewayUrl).POST('/api/v1/auth/password-resets', { body: { email } }),
  );
  await unwrap(
    admin.client.POST('/api/v1/users/{userId}/suspensions', {
      params: { path: { userId: id } },
      body: { reason: `${lastName} writes to strangers.` },
    }),
  );
  return { user, traces, certificateNumber };
}

/** As an admin who has looked them up. */
export async function erase({ client }: User, { id }: User): Promise<void> {
  const { items } = await unwrap(client.GET('/api/v1/users', { params: { query: { q: id } } }));
  const [found] = items;
  if (!found) throw new Error('The admin does not find the user');
  const params = { path: { id }, header: ifMatch(found) };
  await unwrap(client.DELETE('/api/v1/users/{id}', { params }));
}

async function describe({ client }: User, name: string): Promise<void> {
  const me = await unwrap(client.GET('/api/v1/users/me'));
  await unwrap(
    client.PATCH('/api/v1/users/me', {
      params: { header: ifMatch(me) },
      body: { bio: `${name} composes.`, headline: name },
    }),
  );
}

/** @returns the number of the certificate, once the name is on it */
async function learn(
  user: User,
  admin: User,
  { course, name }: { readonly course: WrittenCourse; readonly name: string },
): Promise<string> {
  const { client } = user;
  await unwrap(
    client.PUT('/api/v1/billing-details', {
      params: { header: { 'If-Match': '"0"' } },
      body: { ...BILLING, name },
    }),
  );
  const { payment } = await orderByTransfer(user, [course.id]);
  await confirmTransfer(admin, payment);
  const enrollment = await enrollmentOf(user, course.id);
  for (const lessonId of course.articleIds) {
    const params = { path: { id: enrollment.id, lessonId } };
    await unwrap(client.PUT('/api/v1/enrollments/{id}/lessons/{lessonId}/completion', { params }));
  }
  await answerQuiz(user, course.quizId, true);
  return eventually('a certificate with a name', async () => {
    const { items } = await unwrap(client.GET('/api/v1/certificates'));
    return items[0]?.holderName ? items[0].number : undefined;
  });
}
