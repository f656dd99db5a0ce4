import { BooleanField, IdField, TextField, UrlField } from '@course-plateform/types/platform';

export class LessonCaptionDto {
  @IdField({ description: 'Captions of yours that are ready' })
  mediaId!: string;

  @BooleanField({
    optional: true,
    description:
      'Whether players show them unless the learner chooses otherwise; those before them are not shown so any more',
    example: true,
  })
  isDefault?: boolean;
}

export class LessonResourceDto {
  @TextField({ max: 120, description: 'What learners will see it called', example: 'Slides' })
  title!: string;

  @IdField({
    optional: true,
    description: 'A file of yours that is ready; exactly one of `mediaId` and `url`',
  })
  mediaId?: string;

  @UrlField({
    optional: true,
    description: 'A page on one of the hosts that the platform allows; nobody fetches it',
    example: 'https://developer.mozilla.org/en-US/docs/Web/HTTP',
  })
  url?: string;
}
