import { OmitType, PartialType } from '@nestjs/swagger';
import { IdField, KindField } from '@course-plateform/types/platform';
import { MediaKind } from '../media/media-kind';
import { LessonCreate, LessonOutline, LessonView } from './lesson-kind';
import { MediaLessonKind } from './media-lesson';

const KIND = 'document';

export class DocumentLessonCreateDto extends LessonCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'A document of yours that is ready' })
  mediaId!: string;
}

export class DocumentLessonUpdateDto extends PartialType(
  OmitType(DocumentLessonCreateDto, ['kind']),
  { skipNullProperties: false },
) {}

export class DocumentLessonResponse extends LessonView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ description: 'The document, which is opened with a playback grant' })
  mediaId!: string;
}

export class DocumentLessonOutline extends LessonOutline {
  @KindField(KIND)
  override kind!: typeof KIND;
}

/** A document to read. Its author says how long that takes. */
export const document = new MediaLessonKind(KIND, MediaKind.document, {
  create: DocumentLessonCreateDto,
  update: DocumentLessonUpdateDto,
  view: DocumentLessonResponse,
  outline: DocumentLessonOutline,
});
