import { randomUUID } from 'node:crypto';
import { Failure } from '#workspace/shared/failure.mts';
import type { DemoAccount } from '../harness/test-bed.mts';

/** The first name of those who are prepared to have something done to them. */
export const WAITING = 'Waiting';

export const ROLES = ['anonymous', 'learner', 'instructor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What someone of a role can name: their token, and the ids of what exists, by kind of resource. */
export interface World {
  readonly account: { readonly email: string; readonly password: string } | null;
  readonly token: string | null;
  readonly resources: Readonly<Record<string, readonly Resource[]>>;
}

type Resource = Readonly<Record<string, unknown>>;
type Body = Readonly<Record<string, unknown>>;

/** Signs in as one of the demo's users and looks around with their eyes. */
export async function lookAround(
  gatewayUrl: string,
  role: Role,
  accounts: readonly DemoAccount[],
): Promise<World> {
  const account = accounts.find((one) => one.role === role);
  if (!account && role !== 'anonymous') throw new Failure(`The demo has no ${role}.`);
  const token = account ? await signIn(gatewayUrl, account) : null;
  const view = new View(gatewayUrl, token);
  const resources = Object.assign(
    {},
    ...(await Promise.all([
      catalog(view),
      teaching(view),
      learning(view),
      buying(view),
      applicants(view),
      ...Object.entries(OF_ADMIN).map(([kind, path]) => idsOf(view, kind, path)),
    ])),
  ) as World['resources'];
  const { email, password } = account ?? {};
  return { account: email && password ? { email, password } : null, token, resources };
}

const OF_ADMIN = {
  application: 'instructor-applications',
  submission: 'course-submissions',
  refund_request: 'refund-requests?status=open',
  refund: 'refunds?status=pending',
  payment_review: 'payment-reviews',
  dispute: 'disputes',
  finding: 'reconciliation/findings',
  payout: 'payouts?status=pending',
  payout_run: 'payout-runs',
  review: 'reviews/mine',
} as const;

export async function signIn(
  gatewayUrl: string,
  { email, password }: DemoAccount,
): Promise<string> {
  const response = await fetch(`${gatewayUrl}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { accessToken } = (await response.json()) as { accessToken?: string };
  if (!accessToken) throw new Failure(`${email} cannot sign in: ${response.status}.`);
  return accessToken;
}

/** The platform as one caller sees it; what they may not see is empty. */
export class View {
  readonly gatewayUrl: string;
  private readonly token: string | null;

  constructor(gatewayUrl: string, token: string | null) {
    this.gatewayUrl = gatewayUrl;
    this.token = token;
  }

  async read(path: string): Promise<Body> {
    const headers = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const response = await fetch(`${this.gatewayUrl}/api/v1/${path}`, { headers });
    const body = (await response.json()) as Body;
    return response.ok ? body : {};
  }

  /** @throws Failure when it is refused */
  async post(path: string, body?: Body): Promise<Body> {
    const response = await fetch(`${this.gatewayUrl}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
        'idempotency-key': randomUUID(),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Failure(`POST ${path} returned ${response.status}: ${text}`);
    return JSON.parse(text) as Body;
  }

  async list(path: string): Promise<Body[]> {
    const { items = [] } = (await this.read(path)) as { items?: Body[] };
    return items;
  }
}

async function idsOf(view: View, kind: string, path: string): Promise<World['resources']> {
  return { [kind]: (await view.list(path)).map(({ id }) => ({ id })) };
}

async function catalog(view: View): Promise<World['resources']> {
  const [courses, categories, instructors] = await Promise.all([
    view.list('courses?limit=30'),
    view.list('categories'),
    view.list('instructors'),
  ]);
  return {
    course: courses.map(({ id }) => ({ id, courseId: id })),
    // `parentId` and `locale` are parameters of paths below a category.
    category: categories.map(({ id }) => ({ id, parentId: id, locale: 'es' })),
    instructor: instructors.map(({ id, slug }) => ({ id, slug })),
    user: instructors.map(({ id }) => ({ id })),
  };
}

/** The caller's own courses and quizzes. */
async function teaching(view: View): Promise<World['resources']> {
  const own = await view.list('courses/mine?limit=20');
  const drafts = await Promise.all(own.map(({ id }) => view.read(`courses/${String(id)}/draft`)));
  const sections = drafts.flatMap(({ id, sections = [] }) =>
    (sections as Body[]).map((section) => ({ courseId: id, ...section })),
  );
  const lessons = sections.flatMap(({ courseId, ...section }) =>
    ((section as Body)['lessons'] as Body[]).map((lesson) => ({ courseId, ...lesson }) as Body),
  );
  const quizIds = lessons.flatMap(({ quizId }) => (typeof quizId === 'string' ? [quizId] : []));
  const quizzes = await Promise.all(quizIds.map((id) => view.read(`quizzes/${id}`)));
  return {
    draft: drafts.map(({ id }) => ({ id, courseId: id })),
    section: sections.map((section) => ({
      courseId: section.courseId,
      sectionId: (section as Body)['id'],
    })),
    lesson: lessons.map(({ courseId, id }) => ({ courseId, lessonId: id })),
    question: quizzes.flatMap(({ id, questions = [] }) =>
      (questions as Body[]).map((question) => ({ id, questionId: question['id'] })),
    ),
    ...(quizIds.length > 0 ? { quiz: quizIds.map((id) => ({ id })) } : {}),
  };
}

/** Users nobody signs in as: they may be suspended and erased. */
async function applicants(view: View): Promise<World['resources']> {
  const pending = await view.list('instructor-applications?status=pending');
  const prepared = pending.filter(({ applicant }) =>
    String((applicant as Body | null)?.['name']).startsWith(WAITING),
  );
  return { applicant: prepared.map(({ userId }) => ({ id: userId, userId })) };
}

/** What the caller has taken, and the quizzes in it. */
async function learning(view: View): Promise<World['resources']> {
  const [enrollments, certificates] = await Promise.all([
    view.list('enrollments'),
    view.list('certificates'),
  ]);
  const progress = await Promise.all(
    enrollments.map(
      async ({ id }) =>
        ({ id, ...(await view.read(`enrollments/${String(id)}/progress`)) }) as Body,
    ),
  );
  const studied = progress.flatMap(({ id, lessons = [] }) =>
    (lessons as Body[]).map((lesson) => ({ id, ...lesson }) as Body),
  );
  const opened = await Promise.all(
    enrollments.map(async ({ courseId }) => quizzesOf(view, String(courseId))),
  );
  const quizzes = opened.flat();
  return {
    enrollment: enrollments.map(({ id }) => ({ id })),
    certificate: certificates.map(({ id, number }) => ({ id, number })),
    studied: studied.map(({ id, lessonId }) => ({ id, lessonId })),
    ...(quizzes.length > 0 ? { quiz: quizzes.map((id) => ({ id })) } : {}),
  };
}

async function quizzesOf(view: View, courseId: string): Promise<string[]> {
  const { sections = [] } = await view.read(`courses/${courseId}/curriculum`);
  const lessons = (sections as Body[]).flatMap((section) => section['lessons'] as Body[]);
  const opened = await Promise.all(
    lessons
      .filter(({ kind }) => kind === 'quiz')
      .map(({ id }) => view.read(`courses/${courseId}/lessons/${String(id)}`)),
  );
  return opened.flatMap(({ quizId }) => (typeof quizId === 'string' ? [quizId] : []));
}

async function buying(view: View): Promise<World['resources']> {
  const [orders, coupons, transfers, requests] = await Promise.all([
    view.list('orders'),
    view.list('coupons?limit=10'),
    view.list('bank-transfers?limit=10'),
    view.list('refund-requests?status=open'),
  ]);
  const paid = orders.filter(({ status }) => status === 'paid' || status === 'fulfilled');
  const full = await Promise.all(paid.map(({ id }) => view.read(`orders/${String(id)}`)));
  return {
    order: orders.map(({ id }) => ({ id })),
    // Own ones, and those that an admin knows by their requests; one request is left to be decided.
    refundable: [
      ...full.map(({ id, lines }) => ({ id, lineId: (lines as Body[])[0]?.['id'] })),
      ...requests.slice(1).map(({ orderId, lineId }) => ({ id: orderId, lineId })),
    ],
    coupon: coupons.map(({ id }) => ({ id })),
    coupon_batch: coupons.flatMap(({ batchId }) => (batchId === null ? [] : [{ id: batchId }])),
    transfer: transfers.map(({ id, amount }) => ({ id, amount })),
  };
}
