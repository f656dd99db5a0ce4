import { getIntrospectionQuery } from 'graphql';
import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { Course } from '../src/course/course.entity';
import { CourseFixture } from './course.fixture';

describe('GraphQL', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ RATE_LIMIT_READ: '500' });
  });

  afterAll(() => fixture.stop());

  function send(query: string, user?: TestUser, headers: Record<string, string> = {}) {
    return fixture.course.http
      .post('/course/graphql')
      .set({ ...(user ? bearer(user) : {}), ...headers })
      .send({ query });
  }

  it('runs the first documented sample: an instructor creates a course', async () => {
    const response = await send(
      `mutation {
        createCourse(
          input: {
            title: "Complete Web Development"
            description: "Learn full-stack development"
            price: 99.99
            categoryId: "cat_123"
          }
        ) {
          success
          message
          data {
            id
            title
            price
            createdAt
          }
        }
      }`,
      fixture.instructor,
    );
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      data: {
        createCourse: {
          success: true,
          message: expect.any(String),
          data: {
            id: expect.any(String),
            title: 'Complete Web Development',
            price: 99.99,
            createdAt: expect.any(String),
          },
        },
      },
    });
    const id = response.body.data.createCourse.data.id;
    expect(await fixture.course.stored(Course, { id })).toMatchObject([
      {
        instructorId: fixture.instructor.id,
        listPrice: { amountMinor: 9999, currency: 'USD' },
        status: 'draft',
      },
    ]);
  });

  it('runs the second documented sample: a visitor searches the catalog', async () => {
    const response = await send(`query {
      courses(filter: { categoryId: "cat_123" }, page: 1, limit: 10) {
        items {
          id
          title
          price
          rating
          instructor {
            name
          }
        }
        pagination {
          totalItems
          currentPage
          totalPages
        }
      }
    }`);
    expect(response.body).toEqual({
      data: {
        courses: { items: [], pagination: { totalItems: 0, currentPage: 1, totalPages: 0 } },
      },
    });
  });

  it('works without a filter', async () => {
    const response = await send(
      '{ courses(limit: 1, sort: POPULAR) { pagination { currentPage } } }',
    );
    expect(response.body).toEqual({ data: { courses: { pagination: { currentPage: 1 } } } });
  });

  it.each([2, 5])('requests names once for a page with one or %i courses', async (count) => {
    const categoryId = newId();
    for (let n = 0; n < count; n += 1) {
      await fixture.published({ title: `Batch ${count} ${n}`, categoryId });
    }
    const before = [fixture.profiles.requests.length, fixture.categories.requests.length] as const;
    const response = await send(`{
      courses(filter: { categoryId: "${categoryId}" }, limit: 20) {
        items { title price rating instructor { name } category { name } }
      }
    }`);
    expect(response.body.data.courses.items).toHaveLength(count);
    expect(response.body.data.courses.items[0]).toEqual({
      title: `Batch ${count} ${count - 1}`,
      price: 19.99,
      rating: 0,
      instructor: { name: 'Grace Hopper' },
      category: { name: 'Web Development' },
    });
    expect(fixture.profiles.requests.length - before[0]).toBe(1);
    expect(fixture.categories.requests.length - before[1]).toBe(1);
  });

  it('finds a course by id and by slug, and hides what REST hides', async () => {
    const draft = await fixture.published({ title: 'Graph course' });
    const inCapitals = draft.id.toUpperCase();
    for (const argument of [`id: "${draft.id}"`, `id: "${inCapitals}"`, `slug: "${draft.slug}"`]) {
      const response = await send(`{ course(${argument}) { id title } }`);
      expect(response.body.data.course).toEqual({ id: draft.id, title: 'Graph course' });
    }
    await fixture.post(`/courses/${draft.id}/unpublications`);
    const hidden = await send(`{ course(id: "${draft.id}") { id } }`);
    const absent = await send(`{ course(id: "${newId()}") { id } }`);
    expect(hidden.body.errors[0].extensions).toMatchObject({
      code: 'course.not_found',
      status: 404,
    });
    expect(absent.body.errors[0].message).toBe(hidden.body.errors[0].message);
    const own = await send(`{ course(id: "${draft.id}") { id } }`, fixture.instructor);
    expect(own.body.data.course).toEqual({ id: draft.id });
  });

  it('returns the error codes of REST', async () => {
    const create = (input: string, user?: TestUser) =>
      send(`mutation { createCourse(input: ${input}) { success } }`, user);
    const code = async (request: ReturnType<typeof send>) =>
      (await request).body.errors[0].extensions.code;
    const learner = await fixture.course.user();
    expect(await code(create('{ title: "Anonymous" }'))).toBe('auth.token_missing');
    expect(await code(create('{ title: "Learner" }', learner))).toBe('auth.forbidden');
    expect(await code(create('{ title: "x" }', fixture.instructor))).toBe('request.invalid');
    expect(await code(create('{ title: "Odd cents", price: 1.005 }', fixture.instructor))).toBe(
      'money.invalid',
    );
    expect(await code(send('{ courses(sort: RANDOM) { items { id } } }'))).toBe(
      'graphql.query_invalid',
    );
    expect(await code(send('{ courses(limit: 101) { items { id } } }'))).toBe('request.invalid');
    expect(await code(send('{ nothing }'))).toBe('graphql.query_invalid');
    expect(await code(send('{ courses('))).toBe('graphql.query_invalid');
    expect(
      await code(
        send(
          `mutation { createCourse(input: { title: "Mine", instructorId: "x" }) { success } }`,
          fixture.instructor,
        ),
      ),
    ).toBe('graphql.query_invalid');
  });

  it.each([
    ['a number for a text', { filter: { q: 5 } }, 'filter', 'CoursesFilter'],
    ['a text for a number', { limit: '5' }, 'limit', 'Int'],
    ['a list for a number', { limit: [[1]] }, 'limit', 'Int'],
    [
      'a secret where a text is due',
      { filter: { q: { password: 'hush' } } },
      'filter',
      'CoursesFilter',
    ],
    ['a filter that is none', { filter: { constructor: 1 } }, 'filter', 'CoursesFilter'],
  ])('rejects variables of the wrong type: %s', async (_what, variables, name, type) => {
    const query = `query ($filter: CoursesFilter, $limit: Int) {
      courses(filter: $filter, limit: $limit) { pagination { totalItems } }
    }`;
    // Each time Mercurius takes another way: parsed, compiled, kept.
    for (const _time of [1, 2, 3]) {
      const { body } = await fixture.course.http.post('/course/graphql').send({ query, variables });
      expect(body.errors[0].extensions).toMatchObject({
        code: 'graphql.variable_invalid',
        status: 400,
      });
      expect(body.errors[0].message).toBe(
        `The variable "${name}" needs a value of the type ${type}.`,
      );
    }
  });

  it('treats null for page and limit as absent', async () => {
    const query = `query ($n: Int) { courses(page: $n, limit: $n) { pagination { currentPage } } }`;
    for (const _time of [1, 2, 3]) {
      const { body } = await fixture.course.http
        .post('/course/graphql')
        .send({ query, variables: { n: null } });
      expect(body).toEqual({ data: { courses: { pagination: { currentPage: 1 } } } });
    }
  });

  it('executes the named operation, also after another one with the same text', async () => {
    const query =
      'query A { __typename } query B($n: Int!) { b: courses(limit: $n) { __typename } }';
    const run = async (operationName: string, variables = {}) => {
      const response = await fixture.course.http
        .post('/course/graphql')
        .send({ query, operationName, variables });
      return response.body.data;
    };
    for (const _time of [1, 2, 3]) expect(await run('A')).toEqual({ __typename: 'Query' });
    for (const _time of [1, 2, 3]) {
      expect(await run('B', { n: 1 })).toEqual({ b: { __typename: 'CatalogCoursePage' } });
    }
    for (const operationName of [undefined, 'C', '']) {
      const { body } = await fixture.course.http
        .post('/course/graphql')
        .send({ query, operationName });
      expect(body.errors[0].extensions.code).toBe('graphql.query_invalid');
    }
  });

  it('rejects mutations with GET', async () => {
    const { body, headers } = await fixture.course.http
      .get('/course/graphql')
      .query({ query: 'query A { __typename } mutation B { __typename }', operationName: 'B' });
    expect(body.errors[0].extensions).toMatchObject({
      code: 'graphql.method_not_allowed',
      status: 405,
    });
    expect(headers['allow']).toBe('POST');
  });

  describe('query limits', () => {
    const everything =
      '{ id slug title price listPrice currency rating learners instructor { id name slug } category { id name } }';
    const page = (limit: number | string) => `courses(limit: ${limit}) { items ${everything} }`;

    async function refusal(query: string, variables: object = {}) {
      const response = await fixture.course.http.post('/course/graphql').send({ query, variables });
      return [response.body.data, response.body.errors[0].extensions.code];
    }

    it('allow the largest page with all fields', async () => {
      const response = await send(`{ ${page(100)} }`);
      expect(response.body.errors).toBeUndefined();
    });

    it('reject an expensive query, however it is requested', async () => {
      const refused = [null, 'graphql.query_too_costly'];
      const pages = (limit: number | string) =>
        ['a', 'b', 'c', 'd'].map((a) => `${a}: ${page(limit)}`);
      const before = fixture.profiles.requests.length;
      expect(await refusal(`{ ${pages(100).join(' ')} }`)).toEqual(refused);
      const withVariable = `query ($n: Int!) { ${pages('$n').join(' ')} }`;
      // The second time from the cache of queries, the third time compiled.
      for (const n of [100, 100, 100]) expect(await refusal(withVariable, { n })).toEqual(refused);
      const fragment = `fragment F on Query { ${pages(100).join(' ')} }`;
      expect(await refusal(`{ ...F } ${fragment}`)).toEqual(refused);
      // What is not allowed anyway makes nothing else cheaper.
      expect(await refusal(`{ ${pages(100).join(' ')} e: ${page(-10_000)} }`)).toEqual(refused);
      expect(fixture.profiles.requests.length).toBe(before);
    });

    it('reject many aliases of one field', async () => {
      const names = (count: number) =>
        Array.from({ length: count }, (_, n) => `n${n}: currentPage`).join(' ');
      const query = (count: number) => `{ courses { pagination { ${names(count)} } } }`;
      expect((await send(query(15))).body.errors).toBeUndefined();
      expect(await refusal(query(16))).toEqual([null, 'graphql.too_many_aliases']);
    });

    it('reject a query that is too deep', async () => {
      const deep = (levels: number): string =>
        levels === 0 ? '{ name }' : `{ ofType ${deep(levels - 1)} }`;
      const query = `{ __type(name: "Query") { fields { type ${deep(12)} } } }`;
      expect(await refusal(query)).toEqual([null, 'graphql.query_too_deep']);
    });

    it('allow the introspection of editors, and reject deeper introspection', async () => {
      const response = await send(getIntrospectionQuery());
      expect(response.body.errors).toBeUndefined();
      expect(response.body.data.__schema.queryType.name).toBe('Query');
      const round = (levels: number): string =>
        levels === 0 ? 'name' : `fields { type { ${round(levels - 1)} } }`;
      const query = `{ __type(name: "Query") { ${round(4)} } }`;
      expect(await refusal(query)).toEqual([null, 'graphql.query_invalid']);
    });

    it('reject a query that cannot be parsed, and count it as handled', async () => {
      expect(await refusal('{ word ')).toEqual([null, 'graphql.query_invalid']);
      const { text } = await fixture.course.http.get('/metrics').expect(200);
      const statuses = [...text.matchAll(/_count\{.*route="\/course\/graphql",status="(\d+)"/g)];
      expect(new Set(statuses.map(([, status]) => status))).toEqual(new Set(['200']));
    });

    it.each([
      ['a field 5,000 times', `{ courses { ${'items { id } '.repeat(1_000)} } }`],
      ['__typename 20,000 times', `{ ${'__typename '.repeat(20_000)} }`],
      ['a field 300 times', `{ courses { pagination { ${'totalItems '.repeat(300)} } } }`],
    ])('reject what is too large before validation: %s', async (_what, query) => {
      // The second and third time are where Mercurius would compile what it keeps.
      for (const _time of [1, 2, 3]) {
        expect(await refusal(query)).toEqual([null, 'graphql.query_too_large']);
      }
    });

    it('reject a batch of queries', async () => {
      const response = await fixture.course.http
        .post('/course/graphql')
        .send([{ query: '{ courses { pagination { totalItems } } }' }]);
      expect([response.body.data, response.body.errors[0].extensions.code]).toEqual([
        null,
        'graphql.batch_refused',
      ]);
    });
  });

  it('counts each top-level field against the caller’s rate limit', async () => {
    const learner = await fixture.course.user();
    const left = async (query: string) => {
      const { headers } = await send(query, learner);
      return Number(/^"read";r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);
    };
    const page = 'courses { pagination { totalItems } }';
    const before = await left(`{ ${page} }`);
    expect(await left(`{ a: ${page} b: ${page} c: ${page} }`)).toBe(before - 3);
  });

  it('sends Retry-After when the caller’s rate limit is reached', async () => {
    const learner = await fixture.course.user();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const query = `{ ${names.map((name) => `${name}: courses { pagination { totalItems } }`).join(' ')} }`;
    const refused = async () => {
      const { body, headers } = await send(query, learner);
      return body.errors && { code: body.errors[0].extensions.code, wait: headers['retry-after'] };
    };
    const { code, wait } = await eventually('a refusal', refused);
    expect(code).toBe('rate_limit.exceeded');
    expect(Number(wait) >= 1 && Number(wait) <= 60).toBe(true);
  });
});
