import { Kind, idOf } from '../lists/made.mts';
import { Texts } from './words.mts';

/** One course in so many has a title in a script without spaces. */
export const UNSPACED_EVERY = 50;
const COURSES_OF_INSTRUCTOR = 20;
const LESSONS = 8;
const TOPICS = 300;
const YEARS = 6;
const YEAR_MS = 31_557_600_000;

export interface Made {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/** Course `i` as the catalog keeps it, and its newest publication. */
export interface MadeCourse {
  readonly entry: Made & { readonly title: string };
  readonly publication: Made;
}

/** The instructors of so many courses. */
export function instructorsOf(courses: number): number {
  return Math.ceil(courses / COURSES_OF_INSTRUCTOR);
}

/** How a course is made. */
export interface Making {
  readonly i: number;
  /** The number of the course that it is a copy of; its own when it is none. */
  readonly like: number;
  /** Ids, the first ones with the most courses. */
  readonly categories: readonly string[];
  /** When it is made, in milliseconds. */
  readonly now: number;
}

export function courseOf({ i, like, categories, now }: Making): MadeCourse {
  const texts = new Texts(like + 1);
  const id = idOf(Kind.row, i);
  const instructorId = idOf(Kind.other, Math.floor(like / COURSES_OF_INSTRUCTOR));
  const publishedAt = new Date(now - Math.floor(texts.next() ** 2 * YEARS * YEAR_MS));
  const price = texts.below(20) === 0 ? 0 : 100 * (5 + texts.below(195));
  const known = { instructorId, slug: `made-${i}`, publishedAt };
  const text = textOf(like, texts);
  const entry = {
    _id: id,
    version: 1,
    ...known,
    instructorIds: [instructorId],
    formerSlugs: null,
    visible: true,
    publication: 1,
    ...text,
    coverId: null,
    cover: null,
    promoVideoId: null,
    categoryId: categories[Math.floor(texts.next() ** 2 * categories.length)],
    level: ['beginner', 'beginner', 'all', 'intermediate', 'expert'][texts.below(5)],
    language:
      i % UNSPACED_EVERY === 0 ? 'zh' : ['en', 'en', 'en', 'en', 'es', 'fr'][texts.below(6)],
    listPrice: { amountMinor: price, currency: 'USD' },
    sales: null,
    priceMinor: price,
    priceChangesAt: null,
    currency: 'USD',
    lessonCount: LESSONS,
    durationSeconds: Math.floor(texts.next() ** 2 * 72_000),
    ratingAverage: Math.round(25 + texts.next() * 25) / 10,
    ratingCount: Math.floor(texts.next() ** 6 * 5_000),
    ratingHistogram: null,
    ratingVersion: 1,
    learners: Math.floor(texts.next() ** 8 * 100_000),
    features: ['quiz', 'captions', 'preview'].filter(() => texts.next() < 0.4),
    searchRevision: 1,
    searchPending: null,
  };
  return { entry, publication: publicationOf({ i, id, texts }, known) };
}

function textOf(i: number, texts: Texts) {
  const words = texts.words(4 + texts.below(3));
  return {
    title: i % UNSPACED_EVERY === 0 ? `${texts.characters(6)} ${words}` : words,
    subtitle: texts.words(7),
    description: `<p>${texts.words(40)}</p><p>${texts.words(30)}</p>`,
    page: {
      objectives: Array.from({ length: 4 }, () => texts.words(5)),
      requirements: [texts.words(5)],
      audience: [texts.words(5)],
      contents: {
        videoSeconds: 0,
        articles: LESSONS,
        downloads: 0,
        quizzes: 0,
        captionLanguages: [],
      },
    },
    topics: [...new Set([0, 1].map(() => topicOf(Math.floor(texts.next() ** 2 * TOPICS))))],
  };
}

function topicOf(number: number): string {
  return new Texts(-1 - number).words(2);
}

function publicationOf(
  { i, id, texts }: { readonly i: number; readonly id: string; readonly texts: Texts },
  known: object,
): Made {
  const lessons = Array.from({ length: LESSONS }, (_, n) => ({
    id: `${i}-${n}`,
    title: texts.words(4),
    kind: 'article',
    durationSeconds: 600,
    preview: false,
  }));
  return { _id: id, courseId: id, number: 1, ...known, sections: [{ id: `${i}`, lessons }] };
}
