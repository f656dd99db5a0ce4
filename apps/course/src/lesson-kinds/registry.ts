import { registryOf } from '@course-plateform/common/kernel';
import { article } from './article.kind';
import { audio } from './audio.kind';
import { document } from './document.kind';
import { link } from './link.kind';
import { attachedMediaIds } from './lesson-attachments';
import type { Lesson, LessonKind } from './lesson-kind';
import { quiz } from './quiz.kind';
import { video } from './video.kind';

/** Every kind of lesson, in the order of their checks. Nothing else lists them. */
export const LESSON_KINDS = registryOf<LessonKind>('lesson', [
  article,
  quiz,
  video,
  audio,
  document,
  link,
]);

/** The files of a lesson: its content, and what comes with it. */
export function mediaIdsOf(lesson: Lesson): string[] {
  return [...LESSON_KINDS.of(lesson).mediaIds(lesson), ...attachedMediaIds(lesson)];
}

/** Whether everyone may open a lesson, enrolled or not. */
export function isOpenToAll(lesson: Lesson): boolean {
  return lesson.preview && LESSON_KINDS.of(lesson).canPreview;
}
