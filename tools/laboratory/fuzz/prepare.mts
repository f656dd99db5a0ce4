import { Failure } from '#workspace/shared/failure.mts';
import { until } from '#workspace/stack/ports.mts';
import type { StripeStandIn } from '#workspace/stack/stripe.mts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { type Reachable, confirmEmail } from '../../../libs/common/testing/src/confirm-email.ts';
import type { DemoAccount } from '../harness/test-bed.mts';
import { prepareMoney, preparePayouts } from './money.mts';
import { View, WAITING, signIn } from './world.mts';

/** How many of each are prepared: each can be decided or paid only once. */
const COUNT = 6;
const MAIL_WITHIN_MS = 20_000;

/** A platform, and what stands beside it. */
export interface Place extends Reachable {
  readonly natsUrl: string;
  readonly stripe: StripeStandIn;
}

type Preparation = (place: Place, accounts: readonly DemoAccount[]) => Promise<void>;

/** What the demo has not: things that wait for someone's next step, so that the step can be made. */
const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  course: waitingCourses,
  user: waitingApplications,
  order: waitingOrders,
};

/** Brings a service into a state in which each of its operations can succeed. */
export async function prepare(
  service: string,
  place: Place,
  accounts: readonly DemoAccount[],
): Promise<void> {
  await PREPARATIONS[service]?.(place, accounts);
}

/** Complete drafts of the instructor, some of them approved; and submissions of another one for the admin. */
async function waitingCourses(
  { gatewayUrl }: Reachable,
  accounts: readonly DemoAccount[],
): Promise<void> {
  const [own, other] = await viewsOf(gatewayUrl, accounts, 'instructor');
  const [admin] = await viewsOf(gatewayUrl, accounts, 'admin');
  if (!own || !other || !admin) throw new Failure('The demo has too few users.');
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

async function waitingApplications(place: Reachable): Promise<void> {
  const anonymous = new View(place.gatewayUrl, null);
  for (let number = 0; number < COUNT; number += 1) {
    const email = `waiting.${number}@example.com`;
    const { refreshToken } = await anonymous.post('auth/registrations', {
      firstName: WAITING,
      lastName: `Number ${number}`,
      email,
      password: 'Password123',
    });
    if (!(await until(() => confirmEmail(place, email), MAIL_WITHIN_MS))) {
      throw new Failure(`${email} got no mail.`);
    }
    const { accessToken } = await anonymous.post('auth/token-refreshes', { refreshToken });
    await new View(place.gatewayUrl, String(accessToken)).post('instructor-applications', {
      motivation: 'I have taught for years and want to reach more people than before.',
    });
  }
}

/** Orders of the learner to pay or cancel, transfers of another one that an admin can confirm, and what money leads to. */
async function waitingOrders(
  { gatewayUrl, natsUrl, stripe }: Place,
  accounts: readonly DemoAccount[],
): Promise<void> {
  const [own, other] = await viewsOf(gatewayUrl, accounts, 'learner');
  const [admin] = await viewsOf(gatewayUrl, accounts, 'admin');
  if (!own || !other || !admin) throw new Failure('The demo has too few users.');
  await preparePayouts(admin, natsUrl);
  await prepareCoupons(gatewayUrl, accounts);
  const offered = async (view: View): Promise<string[]> => {
    const owned = new Set((await view.list('enrollments')).map(({ courseId }) => courseId));
    const offers = await view.list('courses?limit=30&free=false');
    return offers.filter(({ id }) => !owned.has(id)).map(({ id }) => String(id));
  };
  const others = new Set(await offered(other));
  const both = (await offered(own)).filter((id) => others.has(id));
  await prepareMoney({ own, other, admin }, both, stripe);
  for (const view of [own, other]) {
    for (const id of (await offered(view)).slice(0, COUNT)) {
      const quote = await view.post('quotes', { courseIds: [id] });
      const order = await view.post('orders', { quoteId: quote['id'] });
      if (view === other) {
        await view.post(`orders/${String(order['id'])}/payments`, { method: 'bank_transfer' });
      }
    }
  }
}

/** A coupon and a batch of everybody who may have some. */
async function prepareCoupons(gatewayUrl: string, accounts: readonly DemoAccount[]): Promise<void> {
  const [instructor] = await viewsOf(gatewayUrl, accounts, 'instructor');
  const [admin] = await viewsOf(gatewayUrl, accounts, 'admin');
  for (const [name, view] of Object.entries({ instructor, admin })) {
    const terms = { discount: { kind: 'percent', percent: 10 }, scope: { kind: 'instructor' } };
    await view?.post('coupons', { ...terms, code: `WAITING-${name}` });
    await view?.post('coupons/batches', { ...terms, count: 2 });
  }
}

async function viewsOf(
  gatewayUrl: string,
  accounts: readonly DemoAccount[],
  role: string,
): Promise<View[]> {
  const some = accounts.filter((account) => account.role === role).slice(0, 2);
  return Promise.all(
    some.map(async (account) => new View(gatewayUrl, await signIn(gatewayUrl, account))),
  );
}
