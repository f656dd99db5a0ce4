import { setTimeout as pause } from 'node:timers/promises';
import {
  type PlatformClient,
  type Schemas,
  idempotencyKey,
  unwrap,
} from '@course-plateform/client';
import type { Account } from './accounts';
import type { DemoOffer } from './courses';
import { OPINIONS } from './demo';

/** Enrollments follow a payment within seconds; this is for a machine that is busy. */
const ENROLLED_WITHIN_MS = 20_000;

/** Takes courses, finishes the first, begins the others, and says what they are like. */
export async function learnAndReview(
  learner: Account,
  admin: Account,
  offers: readonly DemoOffer[],
  index: number,
): Promise<void> {
  await takeAll(learner.client, admin, offers);
  for (const [position, offer] of offers.entries()) {
    const enrollment = await enrollmentIn(learner.client, offer.courseId);
    const read = position === 0 ? offer.lessonIds : offer.lessonIds.slice(0, 1 + position);
    for (const lessonId of read) {
      await unwrap(
        learner.client.PUT('/api/v1/enrollments/{id}/lessons/{lessonId}/completion', {
          params: { path: { id: enrollment.id, lessonId } },
        }),
      );
    }
    if (position === 0) await passQuiz(learner.client, offer);
    await review(learner.client, offer, index + position);
  }
}

async function takeAll(
  client: PlatformClient,
  admin: Account,
  offers: readonly DemoOffer[],
): Promise<void> {
  for (const { courseId } of offers.filter(({ free }) => free)) {
    await unwrap(
      client.POST('/api/v1/enrollments', {
        params: { header: idempotencyKey() },
        body: { courseId },
      }),
    );
  }
  const paid = offers.filter(({ free }) => !free);
  if (paid.length === 0) return;
  const quote = await unwrap(
    client.POST('/api/v1/quotes', { body: { courseIds: paid.map(({ courseId }) => courseId) } }),
  );
  const order = await unwrap(
    client.POST('/api/v1/orders', {
      params: { header: idempotencyKey() },
      body: { quoteId: quote.id },
    }),
  );
  const payment = await unwrap(
    client.POST('/api/v1/orders/{id}/payments', {
      params: { path: { id: order.id }, header: idempotencyKey() },
      body: { method: 'bank_transfer' },
    }),
  );
  await unwrap(
    admin.client.POST('/api/v1/bank-transfers/{id}/confirmations', {
      params: { path: { id: payment.id }, header: idempotencyKey() },
      body: { receivedAmount: payment.amount, bankReference: `DEMO-${payment.id}` },
    }),
  );
}

async function enrollmentIn(
  client: PlatformClient,
  courseId: string,
): Promise<Schemas['EnrollmentResponse']> {
  const ends = Date.now() + ENROLLED_WITHIN_MS;
  while (Date.now() < ends) {
    const { items } = await unwrap(client.GET('/api/v1/enrollments'));
    const found = items.find((enrollment) => enrollment.courseId === courseId);
    if (found) return found;
    await pause(50);
  }
  throw new Error(`No enrollment in ${courseId} within ${ENROLLED_WITHIN_MS} ms`);
}

async function passQuiz(client: PlatformClient, { quizId, response }: DemoOffer): Promise<void> {
  const attempt = await unwrap(
    client.POST('/api/v1/quizzes/{id}/attempts', {
      params: { path: { id: quizId }, header: idempotencyKey() },
    }),
  );
  for (const question of attempt.questions) {
    const choice = question.choices.find(({ text }) => text.toLowerCase() === String(response));
    await unwrap(
      client.PUT('/api/v1/attempts/{id}/answers/{questionId}', {
        params: { path: { id: attempt.id, questionId: question.id } },
        body: { choiceId: choice?.id ?? '' },
      }),
    );
  }
  await unwrap(
    client.POST('/api/v1/attempts/{id}/submissions', {
      params: { path: { id: attempt.id }, header: idempotencyKey() },
    }),
  );
}

async function review(
  client: PlatformClient,
  { courseId }: DemoOffer,
  seed: number,
): Promise<void> {
  const stars = ([5, 4, 5, 3] as const)[seed % 4] ?? 5;
  const texts = OPINIONS[stars];
  const text = texts[seed % texts.length] ?? texts[0] ?? '';
  await unwrap(client.POST('/api/v1/reviews', { body: { courseId, stars, text } }));
}
