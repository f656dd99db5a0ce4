import { isDeepStrictEqual } from 'node:util';
import type { CourseContent } from '../course/course.entity';
import type { Section } from '../course/curriculum';
import { rulesOf } from '../course/section-rules';
import type { Lesson } from '../lesson-kinds/lesson-kind';

export enum Difference {
  added = 'added',
  removed = 'removed',
  changed = 'changed',
}

export interface SectionDifference {
  readonly id: string;
  /** The new title, or the last one of a section that is gone. */
  readonly title: string;
  readonly change: Difference;
  /** What differs in a changed one. */
  readonly fields: readonly string[];
}

export interface LessonDifference extends SectionDifference {
  readonly kind: string;
}

/** How one content differs from another one. */
export interface ContentComparison {
  /** Names of details that differ, with `slug` and `listPrice`. */
  readonly details: readonly string[];
  readonly sections: readonly SectionDifference[];
  readonly lessons: readonly LessonDifference[];
}

/** The field of a section or lesson that stands at another place among the others. */
const POSITION = 'position';
/** The field of a lesson that moved to another section. */
const SECTION_ID = 'sectionId';

/** What an author changed between two contents of a course, by the ids of sections and lessons. */
export function compareContent(before: CourseContent, after: CourseContent): ContentComparison {
  return {
    details: [
      ...differingKeys(before.details, after.details),
      ...(before.slug === after.slug ? [] : ['slug']),
      ...(isDeepStrictEqual(before.listPrice, after.listPrice) ? [] : ['listPrice']),
    ],
    sections: compareSections(before.sections, after.sections),
    lessons: compareLessons(before.sections, after.sections),
  };
}

function compareSections(
  before: readonly Section[],
  after: readonly Section[],
): readonly SectionDifference[] {
  const displaced = displacedOf(before, after);
  return compareLists(before, after, (one, other) => [
    ...(one.title === other.title ? [] : ['title']),
    ...differingKeys(rulesOf(one), rulesOf(other)),
    ...(displaced.has(one.id) ? [POSITION] : []),
  ]);
}

function compareLessons(
  before: readonly Section[],
  after: readonly Section[],
): readonly LessonDifference[] {
  const sectionBefore = sectionIds(before);
  const sectionAfter = sectionIds(after);
  const stays = ({ id }: Titled): boolean => sectionBefore.get(id) === sectionAfter.get(id);
  // Section by section: one that moves does not move its lessons, nor does a lesson that leaves move those it leaves.
  const displaced = after.flatMap(({ id, lessons }) => {
    const known = before.find((section) => section.id === id)?.lessons ?? [];
    return [...displacedOf(known.filter(stays), lessons.filter(stays))];
  });
  return compareLists(lessonsOf(before), lessonsOf(after), (one, other) => [
    ...differingKeys(one, other),
    ...(stays(one) ? [] : [SECTION_ID]),
    ...(displaced.includes(one.id) ? [POSITION] : []),
  ]);
}

function lessonsOf(sections: readonly Section[]): readonly Lesson[] {
  return sections.flatMap(({ lessons }) => lessons);
}

function sectionIds(sections: readonly Section[]): ReadonlyMap<string, string> {
  return new Map(sections.flatMap(({ id, lessons }) => lessons.map((lesson) => [lesson.id, id])));
}

interface Titled {
  readonly id: string;
  readonly title: string;
  readonly kind?: string;
}

/** @param fieldsOf what differs in an entry that both lists have */
function compareLists<T extends Titled>(
  before: readonly T[],
  after: readonly T[],
  fieldsOf: (before: T, after: T) => string[],
): (Pick<T, 'id' | 'title' | 'kind'> & Omit<SectionDifference, 'id' | 'title'>)[] {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const present = new Set(after.map(({ id }) => id));
  const named = ({ id, title, kind }: T): Pick<T, 'id' | 'title' | 'kind'> => ({
    ...{ id, title },
    ...(kind === undefined ? {} : { kind }),
  });
  const kept = after.flatMap((entry) => {
    const known = old.get(entry.id);
    if (!known) return { ...named(entry), change: Difference.added, fields: [] };
    const fields = fieldsOf(known, entry);
    return fields.length === 0 ? [] : { ...named(entry), change: Difference.changed, fields };
  });
  const gone = before
    .filter(({ id }) => !present.has(id))
    .map((entry) => ({ ...named(entry), change: Difference.removed, fields: [] }));
  return [...kept, ...gone];
}

/** The fewest entries that had to be moved: all but the longest increasing run of old places. */
function displacedOf(before: readonly Titled[], after: readonly Titled[]): ReadonlySet<string> {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const common = after.flatMap(({ id }) => {
    const place = places.get(id);
    return place === undefined ? [] : { id, place };
  });
  const stayed = new Set(longestIncreasing(common.map(({ place }) => place)));
  return new Set(common.filter(({ place }) => !stayed.has(place)).map(({ id }) => id));
}

/** The longest increasing subsequence of distinct numbers, by patience sorting (Fredman 1975): O(n log n). */
function longestIncreasing(values: readonly number[]): number[] {
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of values) {
    const pile = firstNotBelow(ends, value);
    previous.set(value, ends[pile - 1]);
    ends[pile] = value;
  }
  const run: number[] = [];
  for (let value = ends.at(-1); value !== undefined; value = previous.get(value)) run.push(value);
  return run;
}

function firstNotBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The properties in which two objects differ; one that is absent is the same as null. */
function differingKeys(before: object, after: object): string[] {
  const one = new Map<string, unknown>(Object.entries(before));
  const other = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (key) => !isDeepStrictEqual(one.get(key) ?? null, other.get(key) ?? null),
  );
}
