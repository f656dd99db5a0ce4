import { describeEnum } from '@course-plateform/types/platform';
import type { Lesson } from '../lesson-kinds/lesson-kind';

/** What courses are narrowed by beside their details. */
export enum CourseFeature {
  quiz = 'quiz',
  captions = 'captions',
  preview = 'preview',
}

describeEnum(CourseFeature, {
  quiz: 'With at least one quiz',
  captions: 'With captions in at least one lesson',
  preview: 'With a lesson that everyone can open',
});

export function featuresOf(lessons: readonly Lesson[]): CourseFeature[] {
  return [
    ...(lessons.some(({ kind }) => kind === 'quiz') ? [CourseFeature.quiz] : []),
    ...(lessons.some(({ captions = [] }) => captions.length > 0) ? [CourseFeature.captions] : []),
    ...(lessons.some(({ preview }) => preview) ? [CourseFeature.preview] : []),
  ];
}
