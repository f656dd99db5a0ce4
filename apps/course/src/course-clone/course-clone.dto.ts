import { TextField } from '@course-plateform/types/platform';

export class CourseCloneDto {
  @TextField({
    min: 3,
    max: 120,
    optional: true,
    example: 'Complete Web Development, second edition',
    description: 'The title of the new course; the same one when left out',
  })
  title?: string;
}
