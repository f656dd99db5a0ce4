import createClient from 'openapi-fetch';
import type { paths } from '../openapi-typescript/api.ts';
import { ABSENT_COURSE, ACCOUNT, PLATFORM_URL, report, unexpected } from './platform.mts';

const client = createClient<paths>({ baseUrl: PLATFORM_URL });

const session = await client.POST('/api/v1/auth/sessions', { body: ACCOUNT });
if (!session.data) unexpected(session.error);

const courses = await client.GET('/api/v1/courses', { params: { query: { sort: 'newest' } } });
if (!courses.data) unexpected(courses.error);

const { error } = await client.POST('/api/v1/quotes', {
  headers: { authorization: `Bearer ${session.data.accessToken}` },
  body: { courseIds: [ABSENT_COURSE] },
});
if (error?.code !== 'quote.not_for_sale') unexpected(error);

report({
  email: session.data.user.email,
  titles: courses.data.items.map(({ title }) => title),
  notForSale: error.courseIds,
});
