import { OmitType } from '@nestjs/swagger';
import { IdField, KindField } from '@course-plateform/types/platform';
import { MediaKind } from '../media/media-kind';
import { LessonCreate, LessonOutline, LessonView } from './lesson-kind';
import { MediaLessonKind, RecordingLessonUpdateDto } from './media-lesson';

const KIND = 'video';

export class VideoLessonCreateDto extends OmitType(LessonCreate, ['durationSeconds']) {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'A video of yours that is ready; the lesson takes as long as it lasts' })
  mediaId!: string;
}

export class VideoLessonResponse extends LessonView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'The video, which is played with a grant' })
  mediaId!: string;
}

export class VideoLessonOutline extends LessonOutline {
  @KindField(KIND)
  override kind!: typeof KIND;
}

/** A video to watch. It takes as long as its file lasts. */
export const video = new MediaLessonKind(KIND, MediaKind.video, {
  create: VideoLessonCreateDto,
  update: RecordingLessonUpdateDto,
  view: VideoLessonResponse,
  outline: VideoLessonOutline,
});
