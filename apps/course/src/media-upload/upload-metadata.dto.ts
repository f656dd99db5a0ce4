import { EnumField, TextField } from '@course-plateform/types/platform';
import { MediaKind } from '../media/media-kind';

/** The longest body, for documents: a tebibyte, which no setting exceeds. */
export const LONGEST_UPLOAD = 1_099_511_627_776;

/** What clients say about a file: in `Upload-Metadata`, or in the fields of a form. */
export class UploadMetadata {
  @EnumField(MediaKind, 'MediaKind', {
    description: 'What kind of file it is; its content has to be of a type of that kind',
  })
  kind!: MediaKind;

  @TextField({ max: 255, description: 'For display only', example: 'Welcome.mp4' })
  filename!: string;

  @TextField({
    min: 64,
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    optional: true,
    description: 'The SHA-256 of the content, in hexadecimal digits; other content is refused',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  sha256?: string;
}
