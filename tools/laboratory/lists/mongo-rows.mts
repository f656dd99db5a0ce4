import { type Collection, type IndexDescription, MongoClient } from 'mongodb';
import { HOT_SHARE, Kind, idOf, timeOf } from './made.mts';

const BATCH = 5_000;
const WORDS = 'web data design music python java photo chess yoga cooking'.split(' ');

interface Document {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/** What exists at the services already and the documents refer to. */
interface MadeFor {
  readonly hotOwner: string;
  readonly hotCourse: string;
  readonly category: string;
}

/** The collections behind the lists of course, and document `i` of each. */
const DOCUMENTS: Readonly<Record<string, (i: number, made: MadeFor) => Document>> = {
  course: (i, { hotOwner }) => ({
    ...aggregate(i),
    instructorId: ownerOf(i, hotOwner),
    slug: `made-${i}`,
    status: statusOf(i, ['in_review', 'published', 'draft']),
    details: {
      title: `Course ${i}`,
      subtitle: null,
      description: '<p>About it.</p>',
      categoryId: idOf(Kind.other, i % 200),
      level: 'beginner',
      language: 'en',
    },
    listPrice: { amountMinor: 1999, currency: 'USD' },
    sections: [],
    publication: 1,
  }),
  course_submission: (i, { hotOwner }) => ({
    ...aggregate(i),
    courseId: idOf(Kind.row, i),
    instructorId: ownerOf(i, hotOwner),
    status: statusOf(i, ['pending', 'approved', 'rejected']),
    reason: null,
    decidedBy: null,
  }),
  course_sale_price: (i, { hotCourse }) => ({
    ...aggregate(i),
    courseId: i % HOT_SHARE === 0 ? hotCourse : idOf(Kind.row, i % 99_991),
    price: { amountMinor: 999, currency: 'USD' },
    startsAt: timeOf(i),
    endsAt: timeOf(i + 1),
  }),
  course_change: (i, { hotCourse }) => ({
    _id: idOf(Kind.row, i),
    courseId: i % HOT_SHARE === 0 ? hotCourse : idOf(Kind.row, i % 99_991),
    draftVersion: i + 1,
    changedBy: null,
    changedAt: timeOf(i),
    status: null,
    publication: null,
    content: { details: ['title'], sections: [], lessons: [] },
  }),
  publication: (i, { hotCourse, hotOwner }) => ({
    _id: idOf(Kind.row, i),
    courseId: i % HOT_SHARE === 0 ? hotCourse : idOf(Kind.row, i % 99_991),
    number: i + 1,
    slug: `made-${i}`,
    instructorId: hotOwner,
    details: { title: `Course ${i}` },
    listPrice: { amountMinor: 1999, currency: 'USD' },
    sections: [],
    mediaIds: [],
    publishedAt: timeOf(i),
  }),
  media: (i, { hotOwner }) => ({
    ...aggregate(i),
    ownerId: ownerOf(i, hotOwner),
    kind: statusOf(i, ['image', 'video', 'audio']),
    name: `File ${i}`,
    status: 'ready',
    sizeBytes: 1000,
    expectedSha256: null,
    sha256: null,
    contentType: 'image/jpeg',
    failure: null,
    properties: null,
    renditions: [],
    uploadExpiresAt: timeOf(i),
    dueAt: timeOf(i),
    attempts: 1,
    progressPercent: 100,
    holder: null,
    courseIds: i % 3 === 0 ? [] : [idOf(Kind.row, i % 99_991)],
    unusedSince: i % 3 === 0 ? timeOf(i) : null,
    stream: null,
    streamStatus: 'none',
  }),
  catalog_entry: (i, { hotOwner, category }) => ({
    _id: idOf(Kind.row, i),
    version: 1,
    slug: `made-${i}`,
    visible: true,
    publication: 1,
    title: `Course ${i} ${rarely(i) ? 'sanskrit' : WORDS[i % WORDS.length]}`,
    subtitle: null,
    description: '<p>About it.</p>',
    words: {
      form: 1,
      title: `course ${i} ${rarely(i) ? 'sanskrit' : WORDS[i % WORDS.length]}`,
      subtitle: '',
      description: 'about it',
    },
    formerSlugs: null,
    instructorId: ownerOf(i, hotOwner),
    instructorIds: [ownerOf(i, hotOwner)],
    categoryId: i % 200 === 7 ? category : idOf(Kind.other, i % 200),
    level: ['beginner', 'intermediate', 'expert', 'all'][scatter(i) % 4],
    language: rarely(i) ? 'sa' : ['en', 'en', 'en', 'es', 'fr', 'ar'][scatter(i) % 6],
    listPrice: { amountMinor: priceOf(i), currency: 'USD' },
    priceMinor: priceOf(i),
    sales: null,
    // Long after this was written, so that no price changes while the lists are read.
    priceChangesAt: rarely(i) ? new Date(Date.UTC(2126, 0, 1) + i) : null,
    currency: 'USD',
    lessonCount: 10,
    durationSeconds: 36_000,
    ratingAverage: (scatter(i + 7) % 51) / 10,
    ratingCount: 10,
    ratingVersion: 1,
    learners: scatter(i + 13) % 10_000,
    publishedAt: timeOf(i),
    feedChangedAt: timeOf(i),
    feedPending: null,
  }),
};

/** Adds documents `from` to `to` (exclusive) to the collections behind the lists of course. */
export async function fillMongo(
  url: string,
  rows: MadeFor & { readonly from: number; readonly to: number },
): Promise<void> {
  const client = await MongoClient.connect(url);
  try {
    for (const [name, documentOf] of Object.entries(DOCUMENTS)) {
      const collection = client.db('course').collection<Document>(name);
      await withoutIndexes(collection, async () => {
        for (let from = rows.from; from < rows.to; from += BATCH) {
          const count = Math.min(BATCH, rows.to - from);
          const batch = Array.from({ length: count }, (_, n) => documentOf(from + n, rows));
          await collection.insertMany(batch, { ordered: false });
        }
      });
    }
    // The feed goes as far as its last row.
    await client
      .db('course')
      .collection<Document>('course_feed_head')
      .updateOne({ _id: 'courses' }, { $max: { changedAt: timeOf(rows.to) } }, { upsert: true });
  } finally {
    await client.close();
  }
}

/** Many documents are in much sooner when their indexes are made afterwards. */
export async function withoutIndexes(
  collection: Collection<Document>,
  fill: () => Promise<void>,
): Promise<void> {
  const indexes = (await collection.listIndexes().toArray()) as (IndexDescription & {
    v: number;
  })[];
  const own = indexes.filter(({ name }) => name !== '_id_');
  for (const { name } of own) await collection.dropIndex(name ?? '');
  await fill();
  if (own.length > 0) {
    // A text index is listed by its inner key; its fields are those with a weight.
    const again = own.map((index) =>
      'weights' in index
        ? {
            ...index,
            key: Object.fromEntries(Object.keys(index.weights ?? {}).map((k) => [k, 'text'])),
          }
        : index,
    );
    await collection.createIndexes(again as IndexDescription[]);
  }
}

function aggregate(i: number) {
  return { _id: idOf(Kind.row, i), version: 1, createdAt: timeOf(i), updatedAt: timeOf(i) };
}

function ownerOf(i: number, hotOwner: string): string {
  return i % HOT_SHARE === 0 ? hotOwner : idOf(Kind.owner, i % 99_991);
}

/** One in a hundred has the first, nine the last, all others the middle one; the same for every owner. */
function statusOf(i: number, [rare, usual, seldom]: readonly [string, string, string]): string {
  const percent = (Math.floor(i / HOT_SHARE) * 31) % 100;
  return percent === 0 ? rare : percent < 10 ? seldom : usual;
}

/** A number that depends on `i` alone and has no pattern (the finaliser of MurmurHash3). */
function scatter(i: number): number {
  let h = Math.imul(i ^ (i >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function rarely(i: number): boolean {
  return scatter(i + 3) % 1_000 === 0;
}

function priceOf(i: number): number {
  return scatter(i + 5) % 20 === 0 ? 0 : 100 * (1 + (scatter(i + 5) % 200));
}
