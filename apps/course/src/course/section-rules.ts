import type { CurriculumSection, SectionRelease } from '@course-plateform/types/course';

/** When the lessons of a section open to learners. Sections of earlier releases have no rules: they open at once. */
export interface SectionRules {
  /** Null is at once. */
  readonly release?: SectionRelease | null;
  /** Whether all lessons of the sections before have to be completed. */
  readonly requiresPrevious?: boolean;
}

/** The rules of a section, with nothing in place of what is absent. */
export function rulesOf({
  release,
  requiresPrevious,
}: SectionRules): Pick<CurriculumSection, 'release' | 'requiresPrevious'> {
  return { release: release ? { ...release } : null, requiresPrevious: requiresPrevious ?? false };
}

/** Whether the lessons of a section open at once, to all learners. */
export function opensAtOnce(section: SectionRules): boolean {
  const { release, requiresPrevious } = rulesOf(section);
  return release === null && !requiresPrevious;
}

/** The part of a request that are rules, as it is stored; what is left out stays so. */
export function rulesIn({ release, requiresPrevious }: SectionRules): SectionRules {
  return {
    ...(release === undefined ? {} : { release: release && cleanRelease(release) }),
    ...(requiresPrevious === undefined ? {} : { requiresPrevious }),
  };
}

/** In UTC; one that waits for nothing is none. */
function cleanRelease({ afterDays, at }: SectionRelease): SectionRelease | null {
  if (afterDays === undefined && at === undefined) return null;
  return {
    ...(afterDays === undefined ? {} : { afterDays }),
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
  };
}
