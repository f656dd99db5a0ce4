import { DAY_MS } from '@course-plateform/common/kernel';
import type {
  CurriculumLesson,
  CurriculumSection,
  PublishedCurriculum,
} from '@course-plateform/types/course';
import type { SectionLock } from '@course-plateform/types/user-progress';

/** A learner of a publication, as far as it decides what is open. */
interface LearnerState {
  /** When the learner first got access. */
  readonly enrolledAt: Date;
  /** The lessons that are done. */
  readonly done: ReadonlyMap<string, unknown>;
}

type RuledCurriculum = Required<Pick<PublishedCurriculum, 'lessons' | 'sections'>>;

/** The sections of a publication that a learner cannot open yet. */
export function locksOf(
  { lessons, sections }: RuledCurriculum,
  learner: LearnerState,
  now: Date,
): SectionLock[] {
  const locked = sections
    .map((section) => stateOf(section, lessons, learner, now))
    .filter(({ availableAt, missingLessons }) => availableAt !== null || missingLessons > 0);
  const sectionIds = new Set(locked.map(({ sectionId }) => sectionId));
  const isOpen = ({ lessonId, sectionId }: CurriculumLesson): boolean =>
    learner.done.has(lessonId) || !sectionIds.has(sectionId);
  // A quiz that is in two sections is open with the first of them.
  const openQuizIds = new Set(lessons.filter(isOpen).map(({ quizId }) => quizId));
  return locked.map((lock) => {
    const own = lessons.filter(({ sectionId }) => sectionId === lock.sectionId);
    const quizIds = own.flatMap(({ quizId }) => quizId ?? []).filter((id) => !openQuizIds.has(id));
    return {
      ...lock,
      openLessonIds: own.filter(isOpen).map(({ lessonId }) => lessonId),
      quizIds: [...new Set(quizIds)],
    };
  });
}

/** What a section waits for: its release, lessons of the sections before, both, or nothing. */
function stateOf(
  section: CurriculumSection,
  lessons: readonly CurriculumLesson[],
  { enrolledAt, done }: LearnerState,
  now: Date,
): Pick<SectionLock, 'sectionId' | 'availableAt' | 'missingLessons'> {
  const opensAt = releaseOf(section, enrolledAt);
  const required = section.requiresPrevious ? lessonsBefore(lessons, section) : [];
  return {
    sectionId: section.sectionId,
    availableAt: opensAt !== null && opensAt > now ? opensAt.toISOString() : null,
    missingLessons: required.filter(({ lessonId }) => !done.has(lessonId)).length,
  };
}

/** What keeps a lesson closed; undefined for one that is open, completed or a preview. */
export function lockOf(
  { lessonId, sectionId, isPreview }: CurriculumLesson,
  locks: readonly SectionLock[],
): SectionLock | undefined {
  if (isPreview) return undefined;
  const lock = locks.find((one) => one.sectionId === sectionId);
  return lock?.openLessonIds.includes(lessonId) ? undefined : lock;
}

/** The later of both times; null for at once. */
function releaseOf({ release }: CurriculumSection, enrolledAt: Date): Date | null {
  const { afterDays, at } = release ?? {};
  const times = [
    ...(afterDays === undefined ? [] : [enrolledAt.getTime() + afterDays * DAY_MS]),
    ...(at === undefined ? [] : [Date.parse(at)]),
  ];
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** All lessons of the sections before; a section without lessons of its own needs nothing. */
function lessonsBefore(
  lessons: readonly CurriculumLesson[],
  { sectionId }: CurriculumSection,
): readonly CurriculumLesson[] {
  const first = lessons.findIndex((lesson) => lesson.sectionId === sectionId);
  return lessons.slice(0, Math.max(0, first));
}
