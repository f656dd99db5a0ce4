import { newId } from '@course-plateform/common/kernel';
import type { QuizCopy } from '@course-plateform/types/course';
import type { Section } from '../course/curriculum';
import type { Lesson } from '../lesson-kinds/lesson-kind';

/** The sections of a new course, and the quizzes that its lessons name and that do not exist yet. */
export interface ClonedSections {
  readonly sections: readonly Section[];
  readonly quizzes: readonly QuizCopy[];
}

/** Copies sections with ids of their own: what a learner did in one course is not done in the other one. */
export function cloneSections(sections: readonly Section[]): ClonedSections {
  const copies = new Map<string, string>();
  const copyOf = (quizId: string): string => {
    const copyId = copies.get(quizId) ?? newId();
    copies.set(quizId, copyId);
    return copyId;
  };
  const cloned = sections.map((section) => ({
    ...section,
    id: newId(),
    lessons: section.lessons.map((lesson) => cloneLesson(lesson, copyOf)),
  }));
  const quizzes = [...copies].map(([quizId, copyId]) => ({ quizId, copyId }));
  return { sections: cloned, quizzes };
}

function cloneLesson(lesson: Lesson & { quizId?: string }, copyOf: (id: string) => string): Lesson {
  const { quizId, resources } = lesson;
  return {
    ...lesson,
    id: newId(),
    ...(quizId === undefined ? {} : { quizId: copyOf(quizId) }),
    ...(resources ? { resources: resources.map((one) => ({ ...one, id: newId() })) } : {}),
  };
}
