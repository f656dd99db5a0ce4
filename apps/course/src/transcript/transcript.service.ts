import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { CourseAccessService } from '../catalog/course-access.service';
import {
  MATCHES_MAX,
  type TranscriptMatchListResponse,
  type TranscriptSearchQuery,
} from './transcript.dto';
import { TranscriptRepository } from './transcript.repository';

/** Finds where something is said in a course. */
@Injectable()
export class TranscriptService {
  constructor(
    private readonly access: CourseAccessService,
    private readonly transcripts: TranscriptRepository,
  ) {}

  /** @throws CourseNotFound, LessonNotEntitled, CourseAccessDisputed */
  async search(
    caller: Caller,
    courseId: string,
    { q, language }: TranscriptSearchQuery,
  ): Promise<TranscriptMatchListResponse> {
    const lessons = await this.access.learn(caller, courseId);
    const captions = lessons.flatMap((lesson) =>
      (lesson.captions ?? [])
        .filter(({ locale }) => language === undefined || locale === language)
        .map(({ locale, mediaId }) => ({ lesson, locale, mediaId })),
    );
    const mediaIds = captions.map(({ mediaId }) => mediaId);
    const found = await this.transcripts.find(mediaIds, q, MATCHES_MAX);
    const items = captions.flatMap(({ lesson, locale, mediaId }) =>
      (found.get(mediaId) ?? []).map((match) => ({
        ...{ lessonId: lesson.id, lessonTitle: lesson.title, language: locale },
        ...match,
      })),
    );
    return { items: items.slice(0, MATCHES_MAX) };
  }
}
