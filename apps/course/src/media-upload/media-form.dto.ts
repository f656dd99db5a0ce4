import { ApiProperty, OmitType } from '@nestjs/swagger';
import { LONGEST_UPLOAD, UploadMetadata } from './upload-metadata.dto';

/** The fields of a form with a file. What it is called comes with the file itself. */
export class MediaFormDto extends OmitType(UploadMetadata, ['filename']) {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    maxLength: LONGEST_UPLOAD,
    description: 'The file, after all other fields',
    example: 'the bytes of an image',
  })
  file!: unknown;
}
