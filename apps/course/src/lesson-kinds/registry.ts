import { registryOf } from '@course-plateform/common/kernel';
import { article } from './article.kind';
import type { LessonKind } from './lesson-kind';
import { quiz } from './quiz.kind';

/** Every kind of lesson, in the order of their checks. Nothing else lists them. */
export const LESSON_KINDS = registryOf<LessonKind>('lesson', [article, quiz]);
