import { CreateSessionResponse, ListCoursesResponse } from '../orval-zod/api.ts';
import { createQuote, createSession, listCourses } from '../orval/api.ts';
import { ABSENT_COURSE, ACCOUNT, report, unexpected } from './platform.mts';

const session = await createSession(ACCOUNT);
if (session.status !== 201) unexpected(session.data);
const { user, accessToken } = CreateSessionResponse.parse(session.data);

const courses = await listCourses();
if (courses.status !== 200) unexpected(courses.data);

const quote = await createQuote(
  { courseIds: [ABSENT_COURSE] },
  { headers: { authorization: `Bearer ${accessToken}` } },
);
if (quote.status !== 422 || quote.data.code !== 'quote.not_for_sale') unexpected(quote.data);

report({
  email: user.email,
  titles: ListCoursesResponse.parse(courses.data).items.map(({ title }) => title),
  notForSale: quote.data.courseIds,
});
