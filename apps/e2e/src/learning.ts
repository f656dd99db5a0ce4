import { type Schemas, idempotencyKey, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import type { User } from './users';

/** The learner's enrollment in a course, as soon as it is there. */
export function enrollmentOf(
  { client }: User,
  courseId: string,
): Promise<Schemas['EnrollmentResponse']> {
  return eventually(
    `an enrolment in ${courseId}`,
    async () => {
      const { items } = await unwrap(client.GET('/api/v1/enrollments'));
      return items.find((enrollment) => enrollment.courseId === courseId);
    },
    30_000,
  );
}

/** Takes the quiz once, answering every true-or-false question alike. */
export async function answerQuiz(
  { client }: User,
  quizId: string,
  value: boolean,
): Promise<Schemas['AttemptResultResponse']> {
  const attempt = await unwrap(
    client.POST('/api/v1/quizzes/{id}/attempts', {
      params: { path: { id: quizId }, header: idempotencyKey() },
    }),
  );
  for (const question of attempt.questions) {
    const choice = question.choices.find(({ text }) => text.toLowerCase() === String(value));
    await unwrap(
      client.PUT('/api/v1/attempts/{id}/answers/{questionId}', {
        params: { path: { id: attempt.id, questionId: question.id } },
        body: { choiceId: choice?.id ?? '' },
      }),
    );
  }
  const path = { id: attempt.id };
  await unwrap(
    client.POST('/api/v1/attempts/{id}/submissions', {
      params: { path, header: idempotencyKey() },
    }),
  );
  return unwrap(client.GET('/api/v1/attempts/{id}/result', { params: { path } }));
}
