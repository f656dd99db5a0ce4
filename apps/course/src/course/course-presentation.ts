import { foldTopics } from '../topic/topic-name';

/** What sells a course on its page. Each is absent in courses from before there was such a page. */
export interface CoursePresentation {
  /** What its learners will be able to do, one line each. */
  readonly objectives: readonly string[];
  /** What its learners should know or have. */
  readonly requirements: readonly string[];
  /** For whom it is. */
  readonly audience: readonly string[];
  /** Other courses that its learners should have completed: advice, which no operation enforces. */
  readonly prerequisiteCourseIds: readonly string[];
  /** Canonical names of topics. */
  readonly topics: readonly string[];
  /** For learners alone, as plain text. */
  readonly welcomeMessage: string | null;
  readonly completionMessage: string | null;
  /** An image of its instructor. */
  readonly coverId: string | null;
  /** A video of its instructor, which plays for everybody. */
  readonly promoVideoId: string | null;
}

const LINES = ['objectives', 'requirements', 'audience'] as const;
const MESSAGES = ['welcomeMessage', 'completionMessage'] as const;

/** As much as fits a page, and few enough lines to be read. */
export const LINES_MAX = 20;
export const LINE_MAX = 160;
export const MESSAGE_MAX = 1000;
export const PREREQUISITES_MAX = 5;

/** What sells a course, with nothing in place of what is absent. */
export function presentationOf(details: Partial<CoursePresentation>): CoursePresentation {
  return {
    objectives: details.objectives ?? [],
    requirements: details.requirements ?? [],
    audience: details.audience ?? [],
    prerequisiteCourseIds: details.prerequisiteCourseIds ?? [],
    topics: details.topics ?? [],
    welcomeMessage: details.welcomeMessage ?? null,
    completionMessage: details.completionMessage ?? null,
    coverId: details.coverId ?? null,
    promoVideoId: details.promoVideoId ?? null,
  };
}

/** The part of a request or of a course that sells it: what is left out stays so. */
export function presentationIn(fields: Partial<CoursePresentation>): Partial<CoursePresentation> {
  const known = Object.keys(presentationOf({}));
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => known.includes(name) && value !== undefined),
  );
}

/** As it is stored: lines without blanks around them and each once, topics folded, and no empty message. */
export function cleanPresentation(given: Partial<CoursePresentation>): Partial<CoursePresentation> {
  const lines = LINES.flatMap((field) => {
    const list = given[field];
    return list ? [[field, distinct(list.map(plainLine))] as const] : [];
  });
  const messages = MESSAGES.flatMap((field) => {
    const message = given[field];
    return message === undefined ? [] : [[field, message?.trim() || null] as const];
  });
  const topics = given.topics ? { topics: foldTopics(given.topics) } : {};
  return { ...given, ...Object.fromEntries([...lines, ...messages]), ...topics };
}

/** The files that a course shows on its page. */
export function presentedMediaIds({
  coverId,
  promoVideoId,
}: Partial<CoursePresentation>): string[] {
  return [coverId, promoVideoId].flatMap((id) => id ?? []);
}

function plainLine(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
