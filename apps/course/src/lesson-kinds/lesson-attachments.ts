import { BooleanField, IdField, TextField, UrlField } from '@course-plateform/types/platform';

/** What is said in a lesson, in one language. */
export interface LessonCaption {
  /** BCP 47. */
  readonly locale: string;
  readonly mediaId: string;
  /** Whether players show it unless the learner chooses otherwise. */
  readonly isDefault: boolean;
}

/** What learners get with a lesson: a file, or a page elsewhere. */
export interface LessonResource {
  readonly id: string;
  readonly title: string;
  /** Exactly one of the two. */
  readonly mediaId: string | null;
  readonly url: string | null;
}

/** What lessons of every kind may have beside their content. */
export interface Attachments {
  /** Absent until it has some. */
  readonly captions?: readonly LessonCaption[];
  /** Absent until it has some. */
  readonly resources?: readonly LessonResource[];
}

/** As many as a page shows without becoming a library. */
export const RESOURCES_MAX = 20;
export const CAPTIONS_MAX = 50;
const PAGE = 'https://developer.mozilla.org/en-US/docs/Web/HTTP';

export class LessonCaptionResponse {
  @TextField({ max: 35, description: 'Its language, a BCP 47 tag', example: 'en' })
  locale!: string;

  @IdField({ description: 'The captions; a playback grant has their address' })
  mediaId!: string;

  @BooleanField({ description: 'Whether players show it unless the learner chooses otherwise' })
  isDefault!: boolean;
}

export class LessonResourceResponse {
  @IdField()
  id!: string;

  @TextField({ max: 120, description: 'What it is called', example: 'Slides' })
  title!: string;

  @IdField({
    nullable: true,
    description: 'A file, which is fetched with a playback grant; null for a link',
  })
  mediaId!: string | null;

  @UrlField({ nullable: true, description: 'A page elsewhere; null for a file', example: PAGE })
  url!: string | null;
}

/** BCP 47: a language, with a script and a region at most. */
const LOCALE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

/** Whether captions can be in a language. @param locale a BCP 47 tag */
export function isCaptionLocale(locale: string): boolean {
  return LOCALE.test(locale);
}

/** The files of a lesson beside its content. */
export function attachedMediaIds({ captions = [], resources = [] }: Attachments): string[] {
  return [...captions, ...resources].flatMap(({ mediaId }) => mediaId ?? []);
}

export function toAttachments({ captions = [], resources = [] }: Attachments): {
  captions: LessonCaptionResponse[];
  resources: LessonResourceResponse[];
} {
  return {
    captions: captions.map(({ locale, mediaId, isDefault }) => ({ locale, mediaId, isDefault })),
    resources: resources.map(({ id, title, mediaId, url }) => ({ id, title, mediaId, url })),
  };
}
