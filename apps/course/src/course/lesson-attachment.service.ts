import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { CourseRight } from '@course-plateform/types/course';
import {
  CAPTIONS_MAX,
  type LessonCaption,
  type LessonResource,
  RESOURCES_MAX,
  isCaptionLocale,
} from '../lesson-kinds/lesson-attachments';
import type { Lesson, LessonContent, LessonSources } from '../lesson-kinds/lesson-kind';
import { assertLinkAllowed } from '../lesson-kinds/link.kind';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import { MediaKind } from '../media/media-kind';
import type { CourseDraftResponse } from './course.dto';
import {
  CaptionLocaleInvalid,
  CaptionNotFound,
  CaptionsFull,
  LessonTakesNoCaptions,
  ResourceInvalid,
  ResourceNotFound,
  ResourcesFull,
} from './course.errors';
import { CurriculumService, type LessonPath } from './curriculum.service';
import type { LessonCaptionDto, LessonResourceDto } from './lesson-attachment.dto';

const CAPTIONING = [CourseRight.manage, CourseRight.captions] as const;

/** The captions and resources of lessons in a draft. */
@Injectable()
export class LessonAttachmentService {
  constructor(private readonly curriculum: CurriculumService) {}

  /**
   * Sets the captions of one language.
   * @throws CaptionLocaleInvalid, LessonTakesNoCaptions, CaptionsFull, MediaUnusable, and those of every change
   */
  setCaptions(
    caller: Caller,
    path: LessonPath & { readonly locale: string },
    version: number,
    { mediaId, isDefault = false }: LessonCaptionDto,
  ): Promise<CourseDraftResponse> {
    const { locale } = path;
    return this.edit(caller, path, { version, rights: CAPTIONING }, async (lesson, sources) => {
      if (!isCaptionLocale(locale)) throw new CaptionLocaleInvalid();
      if (!LESSON_KINDS.of(lesson).takesCaptions) throw new LessonTakesNoCaptions();
      await sources.media(mediaId, MediaKind.caption);
      const others = captionsWithout(lesson, locale).map((caption) =>
        isDefault ? { ...caption, isDefault: false } : caption,
      );
      if (others.length >= CAPTIONS_MAX) throw new CaptionsFull();
      return { captions: [...others, { locale, mediaId, isDefault }] };
    });
  }

  /** @throws CaptionNotFound, and those of every change */
  removeCaptions(
    caller: Caller,
    path: LessonPath & { readonly locale: string },
    version: number,
  ): Promise<CourseDraftResponse> {
    return this.edit(caller, path, { version, rights: CAPTIONING }, (lesson) => {
      const captions = captionsWithout(lesson, path.locale);
      if (captions.length === (lesson.captions ?? []).length) throw new CaptionNotFound();
      return { captions };
    });
  }

  /** @throws ResourceInvalid, ResourcesFull, MediaUnusable, LinkNotAllowed, and those of every change */
  addResource(
    caller: Caller,
    path: LessonPath,
    { title, ...target }: LessonResourceDto,
  ): Promise<CourseDraftResponse> {
    const mediaId = target.mediaId ?? null;
    const url = target.url ?? null;
    if ((mediaId === null) === (url === null)) throw new ResourceInvalid();
    return this.edit(caller, path, {}, async ({ resources = [] }, sources) => {
      if (resources.length >= RESOURCES_MAX) throw new ResourcesFull();
      if (mediaId !== null) await sources.media(mediaId);
      if (url !== null) assertLinkAllowed(url, sources.linkHosts);
      const resource: LessonResource = { id: newId(), title, mediaId, url };
      return { resources: [...resources, resource] };
    });
  }

  /** @throws ResourceNotFound, and those of every change */
  removeResource(
    caller: Caller,
    path: LessonPath & { readonly resourceId: string },
    version: number,
  ): Promise<CourseDraftResponse> {
    return this.edit(caller, path, { version }, ({ resources = [] }) => {
      const left = resources.filter(({ id }) => id !== path.resourceId);
      if (left.length === resources.length) throw new ResourceNotFound();
      return { resources: left };
    });
  }

  /** @throws CourseNotFound, CourseInReview, LessonNotFound, PreconditionFailed */
  private edit(
    caller: Caller,
    { courseId, lessonId }: LessonPath,
    rules: { readonly version?: number; readonly rights?: readonly CourseRight[] },
    changeOf: (lesson: Lesson, sources: LessonSources) => LessonChange | Promise<LessonChange>,
  ): Promise<CourseDraftResponse> {
    return this.curriculum.change(
      caller,
      courseId,
      async (now, sources) =>
        now.editLesson(lessonId, await changeOf(now.lesson(lessonId), sources)),
      rules,
    );
  }
}

type LessonChange = Pick<LessonContent, 'captions' | 'resources'>;

function captionsWithout({ captions = [] }: Lesson, locale: string): LessonCaption[] {
  return captions.filter((caption) => caption.locale !== locale);
}
