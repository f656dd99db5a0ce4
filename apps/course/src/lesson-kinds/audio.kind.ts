import { OmitType } from '@nestjs/swagger';
import { IdField, KindField } from '@course-plateform/types/platform';
import { MediaKind } from '../media/media-kind';
import { LessonCreate, LessonOutline, LessonView } from './lesson-kind';
import { MediaLessonKind, RecordingLessonUpdateDto } from './media-lesson';

const KIND = 'audio';

export class AudioLessonCreateDto extends OmitType(LessonCreate, ['durationSeconds']) {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({
    description: 'An audio file of yours that is ready; the lesson takes as long as it lasts',
  })
  mediaId!: string;
}

export class AudioLessonResponse extends LessonView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'The recording, which is played with a grant' })
  mediaId!: string;
}

export class AudioLessonOutline extends LessonOutline {
  @KindField(KIND)
  override kind!: typeof KIND;
}

/** A recording to listen to. It takes as long as its file lasts. */
export const audio = new MediaLessonKind(KIND, MediaKind.audio, {
  create: AudioLessonCreateDto,
  update: RecordingLessonUpdateDto,
  view: AudioLessonResponse,
  outline: AudioLessonOutline,
});
