import { ApiProperty, OmitType } from '@nestjs/swagger';
import { UploadMetadata } from './upload-metadata.dto';

/** A tebibyte, which no setting exceeds. */
export const LONGEST_FORM = 1_099_511_627_776;

/** The fields of a form with a file. What it is called comes with the file itself. */
export class MediaFormDto extends OmitType(UploadMetadata, ['filename']) {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    maxLength: LONGEST_FORM,
    description: 'The file, after all other fields',
    example: 'the bytes of an image',
  })
  file!: unknown;
}
