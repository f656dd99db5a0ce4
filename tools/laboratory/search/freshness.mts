import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoClient } from 'mongodb';
import { Failure } from '#workspace/shared/failure.mts';
import type { View } from '../fuzz/world.mts';
import { Kind, idOf } from '../lists/made.mts';
import { type Searched, administratorOf } from './platform.mts';

const PUBLICATIONS = 10;
const LOOKED_EVERY_MS = 20;
const PATIENCE_MS = 30_000;

/** Milliseconds from the response of each publication until a search finds the course. */
export async function measureFreshness(searched: Searched): Promise<number[]> {
  const client = await MongoClient.connect(searched.stores.urls.mongodb);
  try {
    return await publishAll(searched, client.db('course'));
  } finally {
    await client.close();
  }
}

async function publishAll(searched: Searched, db: Db): Promise<number[]> {
  const view = await administratorOf(searched.platform, 'course');
  const times: number[] = [];
  for (let n = 0; n < PUBLICATIONS; n += 1) {
    const word = `zq${Date.now().toString(36)}x${n}`;
    const course = await write(view, `Published ${word}`, searched.categories[0] ?? '');
    const submission = await view.post(`courses/${course}/submissions`);
    await giveAway(db, course);
    const decided = `course-submissions/${String(submission['id'])}/decisions`;
    await view.post(decided, { decision: 'approve' });
    await view.post(`courses/${course}/publications`);
    const began = performance.now();
    while (!(await isFound(searched.courseUrl, word))) {
      if (performance.now() - began > PATIENCE_MS) throw new Failure(`${word} is not found.`);
      await sleep(LOOKED_EVERY_MS);
    }
    times.push(performance.now() - began);
  }
  return times;
}

async function write(view: View, title: string, categoryId: string): Promise<string> {
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
  return String(id);
}

/** Nobody decides on their own course, and there is nobody else who could have written it. */
async function giveAway(db: Db, courseId: string): Promise<void> {
  const instructorId = idOf(Kind.other, 0);
  await db
    .collection<{ _id: string }>('course')
    .updateOne({ _id: courseId }, { $set: { instructorId } });
  await db.collection('course_submission').updateMany({ courseId }, { $set: { instructorId } });
}

async function isFound(url: string, word: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/courses?q=${word}`);
  const { items = [] } = (await response.json()) as { items?: { title: string }[] };
  return items.some(({ title }) => title.endsWith(word));
}
