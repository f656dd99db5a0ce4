import { Injectable } from '@nestjs/common';
import { type Caller, owns } from '@course-plateform/common/auth';
import { CourseAccessService } from '../catalog/course-access.service';
import { CoursePageRepository } from '../catalog/course-page.repository';
import { LessonNotEntitled } from '../course/course.errors';
import { CourseServiceSettings } from '../env';
import type { LessonCaption } from '../lesson-kinds/lesson-attachments';
import type { Lesson } from '../lesson-kinds/lesson-kind';
import { mediaIdsOf } from '../lesson-kinds/registry';
import { MASTER_PLAYLIST } from '../media/ffmpeg-arguments';
import { MediaQueryService } from '../media/media-query.service';
import type { Media } from '../media/media.entity';
import { MediaNotFound } from '../media/media.errors';
import { PlaybackGrants } from './playback-grants';
import type {
  PlaybackCaption,
  PlaybackGrantDto,
  PlaybackGrantResponse,
  PlayedLesson,
} from './playback.dto';
import { PlaybackNotEntitled } from './playback.errors';

/** Lets users play files: decided once a grant, so that players may go on without questions. */
@Injectable()
export class PlaybackService {
  private readonly publicUrl: string;

  constructor(
    private readonly access: CourseAccessService,
    private readonly media: MediaQueryService,
    private readonly grants: PlaybackGrants,
    private readonly pages: CoursePageRepository,
    { publicUrl }: CourseServiceSettings,
  ) {
    this.publicUrl = publicUrl.replace(/\/+$/, '');
  }

  /**
   * @throws MediaNotFound when there is no such file in the lesson, or none of the caller's; CourseNotFound,
   * LessonNotFound; PlaybackNotEntitled, CourseAccessDisputed, LessonLocked
   */
  async grant(
    caller: Caller | undefined,
    mediaId: string,
    { lesson }: PlaybackGrantDto,
  ): Promise<PlaybackGrantResponse> {
    const opened = lesson && (await this.open(caller, mediaId, lesson));
    const media = await this.media.ready(mediaId);
    if (!opened) await this.assertOwnOrPromo(caller, media);
    const { url, streamUrl, expiresAt } = await this.addresses(caller, mediaId);
    return {
      url,
      streamUrl: media.stream && streamUrl,
      ...describe(media),
      captions: await this.captions(caller, opened?.captions ?? []),
      expiresAt: expiresAt.toISOString(),
    };
  }

  /** Everyone may play the promo video of a course that everyone sees. @throws MediaNotFound */
  private async assertOwnOrPromo(caller: Caller | undefined, media: Media): Promise<void> {
    if (owns(caller, media, { owner: 'ownerId' })) return;
    if (!(await this.pages.isPromoVideo(media.id))) throw new MediaNotFound();
  }

  /** The lesson, when the caller may open it and it contains the file. */
  private async open(
    caller: Caller | undefined,
    mediaId: string,
    { courseId, lessonId }: PlayedLesson,
  ): Promise<Lesson> {
    const lesson = await this.access.open(caller, courseId, lessonId).catch((error: unknown) => {
      // A player has nothing to pay for, so the response of a lesson (402) is not for it.
      throw error instanceof LessonNotEntitled ? new PlaybackNotEntitled() : error;
    });
    if (!mediaIdsOf(lesson).includes(mediaId)) throw new MediaNotFound();
    return lesson;
  }

  private captions(
    caller: Caller | undefined,
    captions: readonly LessonCaption[],
  ): Promise<PlaybackCaption[]> {
    return Promise.all(
      captions.map(async ({ locale, mediaId, isDefault }) => {
        const { url } = await this.addresses(caller, mediaId);
        return { locale, label: nameOf(locale), url, isDefault };
      }),
    );
  }

  private async addresses(caller: Caller | undefined, mediaId: string) {
    const { token, expiresAt } = await this.grants.sign(mediaId, caller?.userId);
    const file = `${this.publicUrl}/api/v1/media/${mediaId}`;
    return {
      url: `${file}/content?grant=${token}`,
      streamUrl: `${file}/stream/${MASTER_PLAYLIST}?grant=${token}`,
      expiresAt,
    };
  }
}

function describe(media: Media): Pick<PlaybackGrantResponse, 'contentType' | 'durationSeconds'> {
  return {
    contentType: media.contentType ?? 'application/octet-stream',
    durationSeconds: media.properties?.durationSeconds ?? null,
  };
}

/** A language in its own words, as menus of players have it. */
function nameOf(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
