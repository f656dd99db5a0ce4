import type { CreateSessionMutationRequest } from '../kubb/types/CreateSession.ts';
import { createQuote422Schema } from '../kubb/zod/createQuoteSchema.ts';
import { createSession201Schema } from '../kubb/zod/createSessionSchema.ts';
import { listCourses200Schema } from '../kubb/zod/listCoursesSchema.ts';
import { ABSENT_COURSE, ACCOUNT, PLATFORM_URL, report, unexpected } from './platform.mts';

/** kubb's own client knows no failures, so its schemas read what `fetch` brings. */
async function call(path: string, body?: unknown, token?: string): Promise<unknown> {
  const response = await fetch(`${PLATFORM_URL}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

const account: CreateSessionMutationRequest = ACCOUNT;
const session = createSession201Schema.parse(await call('/api/v1/auth/sessions', account));
const courses = listCourses200Schema.parse(await call('/api/v1/courses'));

const courseIds = { courseIds: [ABSENT_COURSE] };
const refused = createQuote422Schema.parse(
  await call('/api/v1/quotes', courseIds, session.accessToken),
);
if (refused.code !== 'quote.not_for_sale') unexpected(refused);

report({
  email: session.user.email,
  titles: courses.items.map(({ title }) => title),
  notForSale: refused.courseIds,
});
