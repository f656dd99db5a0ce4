import { createClient } from '../hey-api/client/index.ts';
import { createQuote, createSession, listCourses } from '../hey-api/index.ts';
import { ABSENT_COURSE, ACCOUNT, PLATFORM_URL, report, unexpected } from './platform.mts';

// Responses are checked with the generated zod schemas before they get here.
const anyone = createClient({ baseUrl: PLATFORM_URL });

const session = await createSession({ client: anyone, body: ACCOUNT });
if (!session.data) unexpected(session.error);

const courses = await listCourses({ client: anyone });
if (!courses.data) unexpected(courses.error);

const buyer = createClient({ baseUrl: PLATFORM_URL, auth: session.data.accessToken });
const { error } = await createQuote({ client: buyer, body: { courseIds: [ABSENT_COURSE] } });
if (error?.code !== 'quote.not_for_sale') unexpected(error);

report({
  email: session.data.user.email,
  titles: courses.data.items.map(({ title }) => title),
  notForSale: error.courseIds,
});
