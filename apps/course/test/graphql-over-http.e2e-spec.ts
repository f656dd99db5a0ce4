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

  it.each([
    ['application/json', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    [
      'application/json;q=0.9, Application/GraphQL-Response+JSON',
      'application/graphql-response+json',
    ],
    ['application/graphql-response+json, application/json', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
    ['application/graphql-response+json;q=0, */*', 'application/json'],
  ])('responds to Accept %s with %s', async (accepted, type) => {
    const response = await fixture.course.http
      .post('/course/graphql')
      .set('Accept', accepted)
      .send({ query: '{ __typename }' });
    expect(response.status).toBe(200);
    expect(response.headers['content-type']?.split(';')[0]).toBe(type);
    expect(JSON.parse(response.text)).toEqual({ data: { __typename: 'Query' } });
  });
});
