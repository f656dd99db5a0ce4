import { BooleanField, IntegerField, ListField, TextField } from '@course-plateform/types/platform';
import { translate } from '@course-plateform/common/i18n';
import { type ImportErrors, pathOf } from './import-errors';

/** How many bytes the setting can allow at most. */
export const LONGEST_ARCHIVE = 1_099_511_627_776;

export class CourseImportQuery {
  @BooleanField({
    optional: true,
    fromQuery: true,
    example: true,
    description: 'Whether the archive is only checked; then nothing is stored. Not when left out',
  })
  dryRun?: boolean;
}

export class CourseImportErrorResponse {
  @TextField({
    min: 0,
    example: 'sections[2].lessons[0].title',
    description: 'Where it is, in `course.json`',
  })
  path!: string;

  @TextField({ example: 'field.is_length', description: 'Stable code of what is wrong' })
  code!: string;

  @TextField({
    example: 'must have 1 to 120 characters',
    description: 'What is wrong, in the language of the response',
  })
  detail!: string;
}

/** What an import would make. */
export class CourseImportCheckResponse {
  @BooleanField({ description: 'Whether the archive can be imported' })
  valid!: boolean;

  @ListField(() => CourseImportErrorResponse, {
    maxItems: 100,
    description: 'What is wrong with it; empty when it can be imported',
  })
  errors!: CourseImportErrorResponse[];

  @IntegerField({ description: 'How many errors are not in the list', example: 0 })
  errorsLeftOut!: number;

  @IntegerField({ description: 'How many sections the course has', example: 5 })
  sectionCount!: number;

  @IntegerField({ description: 'How many lessons the course has', example: 40 })
  lessonCount!: number;

  @IntegerField({ description: 'How many quizzes would be made', example: 5 })
  quizCount!: number;

  @IntegerField({ description: 'How many files would be stored', example: 38 })
  fileCount!: number;

  @IntegerField({ description: 'What they take of your quota, in bytes', example: 734_003_200 })
  sizeBytes!: number;
}

/** What an archive has, as far as it can be read. */
export type ImportCounts = Pick<
  CourseImportCheckResponse,
  'sectionCount' | 'lessonCount' | 'quizCount' | 'fileCount' | 'sizeBytes'
>;

export const NOTHING: ImportCounts = {
  ...{ sectionCount: 0, lessonCount: 0, quizCount: 0 },
  ...{ fileCount: 0, sizeBytes: 0 },
};

export function toImportCheck(
  errors: ImportErrors,
  counts: ImportCounts,
): CourseImportCheckResponse {
  return {
    valid: errors.isEmpty,
    errors: errors.list.map(({ pointer, code, detail, params }) => ({
      path: pathOf(pointer),
      code,
      detail: translate({ code, text: detail }, params),
    })),
    errorsLeftOut: errors.leftOut,
    ...counts,
  };
}
