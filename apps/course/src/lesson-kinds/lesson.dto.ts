import type { Unchecked } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { AnyOf, OneOf } from '@course-plateform/types/platform';
import type { Lesson, LessonContent, LessonCreate, LessonSources } from './lesson-kind';
import { toAttachments } from './lesson-attachments';
import { LESSON_KINDS } from './registry';

export const LessonCreateDto = OneOf('LessonCreateDto', 'kind', LESSON_KINDS.shapesOf('create'));
export type LessonCreateDto = InstanceType<typeof LessonCreateDto>;

// Some kinds share one.
export const LessonUpdateDto = AnyOf('LessonUpdateDto', [
  ...new Set(Object.values(LESSON_KINDS.shapesOf('update'))),
]);
export type LessonUpdateDto = InstanceType<typeof LessonUpdateDto>;

export const LessonResponse = OneOf('LessonResponse', 'kind', LESSON_KINDS.shapesOf('view'));
export type LessonResponse = InstanceType<typeof LessonResponse>;

export const OutlineLesson = OneOf('OutlineLesson', 'kind', LESSON_KINDS.shapesOf('outline'));
export type OutlineLesson = InstanceType<typeof OutlineLesson>;

/** What is stored of a new lesson. @throws HtmlTooDeep, MediaUnusable, LinkNotAllowed */
export async function contentOf(
  dto: LessonCreateDto,
  sources: LessonSources,
): Promise<LessonContent> {
  const { kind, title, preview = false }: LessonCreate = dto;
  const { durationSeconds = 0 }: LessonCreate = dto;
  const content = await LESSON_KINDS.of(dto).content(dto, sources);
  return { kind, title, preview, durationSeconds, ...content };
}

/**
 * What is stored anew of a lesson.
 * @throws RequestInvalid when its kind has no such fields; HtmlTooDeep, MediaUnusable, LinkNotAllowed
 */
export async function changeOf(
  lesson: Lesson,
  { value }: Unchecked,
  sources: LessonSources,
): Promise<Partial<LessonContent>> {
  const kind = LESSON_KINDS.of(lesson);
  const change = validateShape(kind.shapes.update, value, { unknownFields: 'refuse' });
  const {
    title = lesson.title,
    preview = lesson.preview,
    durationSeconds = lesson.durationSeconds,
  } = change;
  return { title, preview, durationSeconds, ...(await kind.edited(change, lesson, sources)) };
}

export function toLessonResponse(lesson: Lesson): LessonResponse {
  const kind = LESSON_KINDS.of(lesson);
  return { ...commonOf(lesson), ...toAttachments(lesson), ...kind.view(lesson) };
}

export function toOutlineLesson(lesson: Lesson): OutlineLesson {
  return { ...commonOf(lesson), ...LESSON_KINDS.of(lesson).outline(lesson) };
}

/** Named one by one: what is stored holds the content as well. */
function commonOf({ id, title, kind, preview, durationSeconds }: Lesson): Lesson {
  return { id, title, kind, preview, durationSeconds };
}
