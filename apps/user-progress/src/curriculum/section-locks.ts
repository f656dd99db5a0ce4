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

/** The sections of a publication that a learner cannot open yet. A release and missing lessons may both lock one. */
export function locksOf(
  { lessons, sections }: RuledCurriculum,
  { enrolledAt, done }: LearnerState,
  now: Date,
): SectionLock[] {
  return sections.flatMap((section) => {
    const opensAt = releaseOf(section, enrolledAt);
    const availableAt = opensAt !== null && opensAt > now ? opensAt.toISOString() : null;
    const missingLessons = section.requiresPrevious
      ? lessonsBefore(lessons, section).filter(({ lessonId }) => !done.has(lessonId)).length
      : 0;
    if (availableAt === null && missingLessons === 0) return [];
    const own = lessons.filter(({ sectionId }) => sectionId === section.sectionId);
    const isOpen = ({ lessonId }: CurriculumLesson): boolean => done.has(lessonId);
    return {
      ...{ sectionId: section.sectionId, availableAt, missingLessons },
      openLessonIds: own.filter(isOpen).map(({ lessonId }) => lessonId),
      quizIds: own.filter((one) => !isOpen(one)).flatMap(({ quizId }) => quizId ?? []),
    };
  });
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

function releaseOf({ release }: CurriculumSection, enrolledAt: Date): Date | null {
  if (release?.at !== undefined) return new Date(release.at);
  if (release?.afterDays === undefined) return null;
  return new Date(enrolledAt.getTime() + release.afterDays * DAY_MS);
}

/** All lessons of the sections before; a section without lessons of its own needs nothing. */
function lessonsBefore(
  lessons: readonly CurriculumLesson[],
  { sectionId }: CurriculumSection,
): readonly CurriculumLesson[] {
  const first = lessons.findIndex((lesson) => lesson.sectionId === sectionId);
  return lessons.slice(0, Math.max(0, first));
}
