import { type Schemas, idempotencyKey, ifMatch, unwrap } from '@course-plateform/client';
import { type Reachable } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { type User, register, signIn } from './users';
import { ADMIN } from './platform';

/** A course on its way to the catalog. */
export interface WrittenCourse {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly articleIds: readonly string[];
  readonly quizLessonId: string;
  readonly quizId: string;
}

export function signInAdmin(baseUrl: string): Promise<User> {
  return signIn(baseUrl, ADMIN.email, ADMIN.password);
}

/** Someone who has applied to teach and been accepted. */
export async function registerInstructor(
  place: Reachable,
  admin: User,
  firstName = 'Grace',
): Promise<User> {
  const applicant = await register(place, firstName);
  const application = await unwrap(
    applicant.client.POST('/api/v1/instructor-applications', {
      body: { motivation: 'I have taught compilers for thirty years and would like to go on.' },
    }),
  );
  await unwrap(
    admin.client.POST('/api/v1/instructor-applications/{id}/decisions', {
      params: { path: { id: application.id } },
      body: { decision: 'approve' },
    }),
  );
  return eventually('the rights of an instructor', async () => {
    const user = await applicant.signInAgain();
    return user.role === 'instructor' ? user : undefined;
  });
}

/** A quiz of one question that can be passed and failed. */
export async function publishQuiz(
  { client }: User,
  courseId: string,
  timeLimitSeconds: number | null = null,
): Promise<{ id: string }> {
  const quiz = await unwrap(
    client.POST('/api/v1/quizzes', {
      body: {
        courseId,
        title: 'HTML basics',
        settings: { passPercent: 100, attemptsAllowed: 3, timeLimitSeconds },
      },
    }),
  );
  const path = { id: quiz.id };
  await unwrap(
    client.POST('/api/v1/quizzes/{id}/questions', {
      params: { path },
      body: { kind: 'true_false', text: 'HTML is a markup language.', correct: true, points: 1 },
    }),
  );
  await unwrap(client.POST('/api/v1/quizzes/{id}/publications', { params: { path } }));
  return quiz;
}

/** A draft with two sections, two articles and a quiz. */
export async function writeCourse(
  instructor: User,
  details: Schemas['CourseCreateDto'],
): Promise<WrittenCourse> {
  const { client } = instructor;
  const { id, slug, title } = await unwrap(client.POST('/api/v1/courses', { body: details }));
  const quiz = await publishQuiz(instructor, id);
  const lessons: Schemas['LessonCreateDto'][][] = [
    [
      { title: 'How the web works', kind: 'article', article: '<p>A request.</p>', preview: true },
      { title: 'The first page', kind: 'article', article: '<p>Tags and text.</p>' },
    ],
    [{ title: 'What have you learnt?', kind: 'quiz', quizId: quiz.id }],
  ];
  for (const [index, content] of lessons.entries()) {
    const path = { courseId: id };
    const draft = await unwrap(
      client.POST('/api/v1/courses/{courseId}/sections', {
        params: { path },
        body: { title: `Part ${index + 1}` },
      }),
    );
    const sectionId = draft.sections[index]?.id ?? '';
    for (const body of content) {
      await unwrap(
        client.POST('/api/v1/courses/{courseId}/sections/{sectionId}/lessons', {
          params: { path: { ...path, sectionId } },
          body,
        }),
      );
    }
  }
  const draft = await unwrap(
    client.GET('/api/v1/courses/{id}/draft', { params: { path: { id } } }),
  );
  const [articles, quizzes] = draft.sections.map((section) => section.lessons.map((one) => one.id));
  return {
    id,
    slug,
    title,
    articleIds: articles ?? [],
    quizLessonId: quizzes?.[0] ?? '',
    quizId: quiz.id,
  };
}

/** From a finished draft to the catalog. */
export async function publishCourse(
  instructor: User,
  admin: User,
  courseId: string,
): Promise<void> {
  const params = { path: { id: courseId } };
  const submission = await unwrap(
    instructor.client.POST('/api/v1/courses/{id}/submissions', { params }),
  );
  await unwrap(
    admin.client.POST('/api/v1/course-submissions/{id}/decisions', {
      params: { path: { id: submission.id } },
      body: { decision: 'approve' },
    }),
  );
  await unwrap(instructor.client.POST('/api/v1/courses/{id}/publications', { params }));
}

export function createCategory(admin: User, name: string): Promise<Schemas['CategoryResponse']> {
  return unwrap(admin.client.POST('/api/v1/categories', { body: { name } }));
}

/** Edits a draft with the version that was read. */
export async function editDraft(
  { client }: User,
  courseId: string,
  change: Schemas['CourseUpdateDto'],
): Promise<void> {
  const path = { id: courseId };
  const draft = await unwrap(client.GET('/api/v1/courses/{id}/draft', { params: { path } }));
  await unwrap(
    client.PATCH('/api/v1/courses/{id}/draft', {
      params: { path, header: ifMatch(draft) },
      body: change,
    }),
  );
}

/** An order, and the payment that waits for its money. */
interface StartedOrder {
  readonly order: Schemas['OrderResponse'];
  readonly payment: Schemas['StartedPaymentResponse'];
}

/** From a list of courses to an order. @param basket those of the cart when it names none */
export async function placeOrder(
  { client }: User,
  basket: Schemas['QuoteCreateDto'],
): Promise<Schemas['OrderResponse']> {
  const quote = await unwrap(client.POST('/api/v1/quotes', { body: basket }));
  return unwrap(
    client.POST('/api/v1/orders', {
      params: { header: idempotencyKey() },
      body: { quoteId: quote.id },
    }),
  );
}

/** From a list of courses to a transfer that waits for its money. */
export async function orderByTransfer(buyer: User, courseIds?: string[]): Promise<StartedOrder> {
  const order = await placeOrder(buyer, basketOf(courseIds));
  return { order, payment: await startPayment(buyer, order, { method: 'bank_transfer' }) };
}

/** From a list of courses to a payment that waits for a card. @returns the address of the hosted page, too */
export async function orderByCard(
  buyer: User,
  shopUrl: string,
  courseIds?: string[],
  flow: 'hosted' | 'embedded' = 'hosted',
): Promise<StartedOrder & { page: string }> {
  const order = await placeOrder(buyer, basketOf(courseIds));
  return { order, ...(await startCardPayment(buyer, order, shopUrl, flow)) };
}

/** An order waits for a card. @returns the address of the hosted page, too */
export async function startCardPayment(
  buyer: User,
  order: Schemas['OrderResponse'],
  shopUrl: string,
  flow: 'hosted' | 'embedded' = 'hosted',
): Promise<{ payment: Schemas['StartedPaymentResponse']; page: string }> {
  const successUrl = new URL('/thanks', shopUrl).href;
  const payment = await startPayment(buyer, order, { method: 'stripe', flow, successUrl });
  const { details } = payment;
  return { payment, page: (details.method === 'stripe' && details.url) || '' };
}

function startPayment(
  { client }: User,
  { id }: Schemas['OrderResponse'],
  body: Schemas['PaymentCreateDto'],
): Promise<Schemas['StartedPaymentResponse']> {
  return unwrap(
    client.POST('/api/v1/orders/{id}/payments', {
      params: { path: { id }, header: idempotencyKey() },
      body,
    }),
  );
}

function basketOf(courseIds: string[] | undefined): Schemas['QuoteCreateDto'] {
  return courseIds ? { courseIds } : {};
}

/** The buyer enters a test card on the hosted page. @returns where the browser goes then */
export async function payOnPage(page: string, card = '4242424242424242'): Promise<string> {
  const body = new URLSearchParams({ card });
  const response = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

/** The bank's money has come. */
export function confirmTransfer(
  admin: User,
  payment: Schemas['PaymentResponse'],
): Promise<Schemas['BankTransferResponse']> {
  return unwrap(
    admin.client.POST('/api/v1/bank-transfers/{id}/confirmations', {
      params: { path: { id: payment.id }, header: idempotencyKey() },
      body: { receivedAmount: payment.amount, bankReference: crypto.randomUUID() },
    }),
  );
}

/** The books balance at the end of every journey. */
export async function expectSoundBooks(baseUrl: string): Promise<void> {
  const { client } = await signInAdmin(baseUrl);
  const { balanced, accounts } = await unwrap(client.GET('/api/v1/ledger/trial-balance'));
  expect({ balanced, accounts }).toEqual({ balanced: true, accounts: expect.anything() });
}
