import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#workspace/shared/failure.mts';
import type { View } from '../fuzz/world.mts';
import { type Searched, administratorOf } from './platform.mts';

const PUBLICATIONS = 10;
const LOOKED_EVERY_MS = 20;
const PATIENCE_MS = 30_000;

/** Milliseconds from the response of each publication until a search finds the course. */
export async function measureFreshness(searched: Searched): Promise<number[]> {
  const view = await administratorOf(searched.platform, 'course');
  const times: number[] = [];
  for (let n = 0; n < PUBLICATIONS; n += 1) {
    const word = `zq${Date.now().toString(36)}x${n}`;
    await publish(view, `Published ${word}`, searched.categories[0] ?? '');
    const began = performance.now();
    while (!(await isFound(searched.courseUrl, word))) {
      if (performance.now() - began > PATIENCE_MS) throw new Failure(`${word} is not found.`);
      await sleep(LOOKED_EVERY_MS);
    }
    times.push(performance.now() - began);
  }
  return times;
}

async function publish(view: View, title: string, categoryId: string): Promise<void> {
  const { id } = await view.post('courses', {
    title,
    subtitle: 'A course that is published while others are searched',
    description: '<p>Written for a measurement, and long enough to be published as it is.</p>',
    categoryId,
    level: 'beginner',
    language: 'en',
    price: { amountMinor: 1999, currency: 'USD' },
  });
  const course = `courses/${String(id)}`;
  const { sections } = await view.post(`${course}/sections`, { title: 'First' });
  const [section] = sections as { id: string }[];
  await view.post(`${course}/sections/${section?.id ?? ''}/lessons`, {
    ...{ title: 'One', kind: 'article', article: '<p>Read this.</p>', durationSeconds: 60 },
  });
  const submission = await view.post(`${course}/submissions`);
  await view.post(`course-submissions/${String(submission['id'])}/decisions`, {
    decision: 'approve',
  });
  await view.post(`${course}/publications`);
}

async function isFound(url: string, word: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/courses?q=${word}`);
  const { items = [] } = (await response.json()) as { items?: { title: string }[] };
  return items.some(({ title }) => title.endsWith(word));
}
