import { Failure } from '../../shared/failure.mts';
import { type Account, View, signIn } from './world.mts';

/** How many of each are prepared: each can be decided or paid only once. */
const COUNT = 6;

type Preparation = (gatewayUrl: string, accounts: readonly Account[]) => Promise<void>;

/** What the demo has not: things that wait for somebody's next step, so that the step can be made. */
const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  course: waitingCourses,
  user: waitingApplications,
  order: waitingOrders,
};

/** Brings a service into a state in which each of its operations can succeed. */
export async function prepare(
  service: string,
  gatewayUrl: string,
  accounts: readonly Account[],
): Promise<void> {
  await PREPARATIONS[service]?.(gatewayUrl, accounts);
}

/** Complete drafts of the instructor, some of them approved; and submissions of another one for the admin. */
async function waitingCourses(gatewayUrl: string, accounts: readonly Account[]): Promise<void> {
  const [own, other] = await viewsOf(gatewayUrl, accounts, 'instructor');
  const [admin] = await viewsOf(gatewayUrl, accounts, 'admin');
  if (!own || !other || !admin) throw new Failure('The demo has too few people.');
  const [category] = await own.list('categories');
  for (let number = 0; number < COUNT; number += 1) {
    const categoryId = String(category?.['id']);
    await writeCourse(own, `Waiting ${number}`, categoryId);
    const approved = await writeCourse(own, `Approved ${number}`, categoryId);
    const { id } = await own.post(`courses/${approved}/submissions`);
    await admin.post(`course-submissions/${String(id)}/decisions`, { decision: 'approve' });
    await other.post(
      `courses/${await writeCourse(other, `Sent ${number}`, categoryId)}/submissions`,
    );
  }
}

async function writeCourse(view: View, title: string, categoryId: string): Promise<string> {
  const { id } = await view.post('courses', {
    title,
    subtitle: 'A course that is ready for its next step',
    description:
      '<p>Written for a test of the contract; long enough to be published as it is.</p>'.repeat(4),
    categoryId,
    level: 'beginner',
    language: 'en',
    price: { amountMinor: 1999, currency: 'USD' },
  });
  const courseId = String(id);
  for (const section of ['First', 'Second']) {
    const { sections } = await view.post(`courses/${courseId}/sections`, { title: section });
    const { id: sectionId } = (sections as { id: string }[]).at(-1) ?? {};
    for (const lesson of ['One', 'Two', 'Three']) {
      await view.post(`courses/${courseId}/sections/${String(sectionId)}/lessons`, {
        title: lesson,
        kind: 'article',
        article: '<p>Read this.</p>',
        durationSeconds: 60,
      });
    }
  }
  return courseId;
}

async function waitingApplications(gatewayUrl: string): Promise<void> {
  const anonymous = new View(gatewayUrl, null);
  for (let number = 0; number < COUNT; number += 1) {
    const { accessToken } = await anonymous.post('auth/registrations', {
      firstName: 'Waiting',
      lastName: `Number ${number}`,
      email: `waiting.${number}@example.com`,
      password: 'Password123',
    });
    await new View(gatewayUrl, String(accessToken)).post('instructor-applications', {
      motivation: 'I have taught for years and want to reach more people than before.',
    });
  }
}

/** Orders of the learner to pay or cancel, and transfers of another one that an admin can confirm. */
async function waitingOrders(gatewayUrl: string, accounts: readonly Account[]): Promise<void> {
  const [own, other] = await viewsOf(gatewayUrl, accounts, 'learner');
  if (!own || !other) throw new Failure('The demo has too few people.');
  for (const view of [own, other]) {
    const owned = new Set((await view.list('enrollments')).map(({ courseId }) => courseId));
    const offers = (await view.list('courses?limit=30&free=false')).filter(
      ({ id }) => !owned.has(id),
    );
    for (const { id } of offers.slice(0, COUNT)) {
      const quote = await view.post('quotes', { courseIds: [id] });
      const order = await view.post('orders', { quoteId: quote['id'] });
      if (view === other) {
        await view.post(`orders/${String(order['id'])}/payments`, { method: 'bank_transfer' });
      }
    }
  }
}

async function viewsOf(
  gatewayUrl: string,
  accounts: readonly Account[],
  role: string,
): Promise<View[]> {
  const some = accounts.filter((account) => account.role === role).slice(0, 2);
  return Promise.all(
    some.map(async (account) => new View(gatewayUrl, await signIn(gatewayUrl, account))),
  );
}
