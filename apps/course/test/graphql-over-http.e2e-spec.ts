import { serverAudits } from 'graphql-http';
import { CourseFixture } from './course.fixture';

/** The audit of the GraphQL-over-HTTP specification (https://graphql.github.io/graphql-over-http/draft/). */
describe('GraphQL over HTTP', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ RATE_LIMIT_READ: '500' });
  });

  afterAll(() => fixture.stop());

  const audits = serverAudits({ url: () => `${fixture.course.url}/course/graphql` });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({
      status: 'ok',
      reason: '',
    });
  });
});
