import { type Schemas, unwrap } from '@course-plateform/client';
import type { Owned } from './ownership';
import type { User } from './users';
import type { WrittenCourse } from './steps';

/** What the path of an operation names, by the names of its parameters. */
export type Names = Readonly<Record<string, string>>;

/** What a learner and an instructor have by the end of a course. */
export async function belongingsOf(
  { client }: User,
  instructor: User,
  course: WrittenCourse,
  attempt: Schemas['AttemptResultResponse'],
): Promise<Readonly<Record<Owned, Names>>> {
  const path = { id: course.id };
  const draft = await unwrap(
    instructor.client.GET('/api/v1/courses/{id}/draft', { params: { path } }),
  );
  const quiz = await unwrap(
    instructor.client.GET('/api/v1/quizzes/{id}', { params: { path: { id: course.quizId } } }),
  );
  const questionId = idOf(quiz.questions);
  const lessonId = course.articleIds[0] ?? '';
  const orders = (await unwrap(client.GET('/api/v1/orders'))).items;
  return {
    attempt: { id: attempt.attemptId, questionId },
    certificate: { id: idOf((await unwrap(client.GET('/api/v1/certificates'))).items) },
    course: { ...path, courseId: course.id, sectionId: idOf(draft.sections), lessonId },
    enrollment: { id: idOf((await unwrap(client.GET('/api/v1/enrollments'))).items), lessonId },
    order: { id: idOf(orders) },
    quiz: { id: course.quizId, questionId },
    quote: { id: orders[0]?.quoteId ?? '' },
    review: { id: idOf((await unwrap(client.GET('/api/v1/reviews/mine'))).items) },
    session: { id: idOf((await unwrap(client.GET('/api/v1/auth/sessions'))).items) },
  };
}

function idOf([first]: readonly { readonly id: string }[]): string {
  if (!first) throw new Error('There should be something to name');
  return first.id;
}
