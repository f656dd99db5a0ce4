import { writeFile } from 'node:fs/promises';
import { type PlatformClient, ifMatch, unwrap } from '@course-plateform/client';
import { CATEGORY_NAMES } from './category-names';
import { CATALOG, INSTRUCTORS, LEARNERS, PASSWORD } from './demo';
import { type Account, register, registerInstructor, signIn } from './accounts';
import { type DemoOffer, publishDemoCourse } from './courses';
import { uploadDemoMedia } from './media';
import { learnAndReview } from './learners';

/** How many users do something at the same time. */
const AT_ONCE = 5;

/** Fills an empty platform with a demo, through its public interface like anybody else. */
async function seed(): Promise<void> {
  const gatewayUrl = setting('GATEWAY_URL', 'http://127.0.0.1:3000');
  const place = { gatewayUrl, mailboxUrl: process.env.MAILBOX_URL };
  const admin = await signIn(
    gatewayUrl,
    setting('FIRST_ADMIN_EMAIL'),
    setting('FIRST_ADMIN_PASSWORD'),
  );
  if (await hasCourses(admin.client)) return;
  const instructors = await inGroups(INSTRUCTORS, ([first, last]) =>
    registerInstructor(place, admin, first, last),
  );
  const offers = await writeCatalog(admin, instructors);
  const learners = await inGroups(LEARNERS, ([first, last]) =>
    register(place, 'learner', first, last),
  );
  await inGroups([...learners.entries()], ([index, learner]) =>
    learnAndReview(learner, admin, choice(offers, index), index),
  );
  const accounts = [
    { role: admin.role, email: admin.email, password: setting('FIRST_ADMIN_PASSWORD') },
    ...[...instructors, ...learners].map(({ role, email }) => ({
      role,
      email,
      password: PASSWORD,
    })),
  ];
  await writeFile(
    setting('DEMO_ACCOUNTS_FILE', '.stack/demo-accounts.json'),
    JSON.stringify(accounts, null, 2),
  );
}

async function hasCourses(client: PlatformClient): Promise<boolean> {
  const page = await unwrap(client.GET('/api/v1/courses', { params: { query: { limit: 1 } } }));
  return page.pagination.totalItems > 0;
}

async function writeCatalog(admin: Account, instructors: readonly Account[]): Promise<DemoOffer[]> {
  // One after the other: their order is that in which they are made.
  const categoryIds: string[] = [];
  for (const { category } of CATALOG) categoryIds.push(await createCategory(admin, category));
  const media = await Promise.all(instructors.map(uploadDemoMedia));
  const offers = await inGroups([...CATALOG.entries()], async ([index, { courses }]) => {
    const written: DemoOffer[] = [];
    for (const [position, course] of courses.entries()) {
      const place = (index + position) % instructors.length;
      const [instructor, files] = [instructors[place], media[place]];
      const categoryId = categoryIds[index] ?? '';
      if (!instructor || !files) continue;
      const studio = { instructor, admin, media: files };
      written.push(await publishDemoCourse(studio, categoryId, course));
    }
    return written;
  });
  return offers.flat();
}

/** A category at the top, with its name in every language of the platform. */
async function createCategory({ client }: Account, name: string): Promise<string> {
  const category = await unwrap(client.POST('/api/v1/categories', { body: { name } }));
  let { version } = category;
  for (const [locale, translated] of Object.entries(CATEGORY_NAMES[name] ?? {})) {
    const path = { id: category.id, locale };
    const translation = await unwrap(
      client.PUT('/api/v1/categories/{id}/translations/{locale}', {
        params: { path, header: ifMatch({ version }) },
        body: { name: translated },
      }),
    );
    ({ version } = translation);
  }
  return category.id;
}

/** Three courses for each learner, spread over the catalog. */
function choice(offers: readonly DemoOffer[], learner: number): DemoOffer[] {
  return [0, 7, 13].flatMap((step) => offers[(learner * 5 + step) % offers.length] ?? []);
}

/** Does something for all items, a few at a time, and keeps their order. */
async function inGroups<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}

function setting(name: string, fallback?: string): string {
  const value = process.env[name] ?? fallback;
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

seed().catch((error: unknown) => {
  process.stderr.write(
    `The demo could not be made: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
