import { Failure } from '../shared/failure.mts';
import type { Stage } from './stage.mts';
import type { Row } from './table.mts';

/** Instructors and categories; the rating is the catalog's own. */
const QUESTIONS = 2;

/** How many questions a page of the catalog asks the other services, whatever its size. */
export async function measureGraphql(stage: Stage): Promise<Row[]> {
  const { platform } = await stage.demo();
  const url = platform.serviceUrl('course');
  const small = await questionsFor(url, 2);
  const large = await questionsFor(url, 20);
  return [
    {
      name: 'GraphQL page of 20, questions to services',
      ours: String(large),
      baseline: `${small} (page of 2)`,
      goal: `as many, ≤ ${QUESTIONS}`,
      met: large === small && large <= QUESTIONS,
    },
  ];
}

async function questionsFor(url: string, limit: number): Promise<number> {
  const before = await asked(url);
  const query = `{ courses(limit: ${limit}) { items { title rating instructor { name } category { name } } } }`;
  const response = await fetch(`${url}/course/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as {
    data?: { courses: { items: { instructor: unknown; category: unknown }[] } };
  };
  const items = data?.courses.items ?? [];
  if (items.length !== limit || items.some((item) => !item.instructor || !item.category)) {
    throw new Failure(`GraphQL gave ${items.length} complete courses instead of ${limit}.`);
  }
  return (await asked(url)) - before;
}

/** The number of questions a service has asked since its start, by its own metrics. */
async function asked(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = text.matchAll(/^rpc_client_duration_seconds_count\{[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
