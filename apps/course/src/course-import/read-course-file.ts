import { buffer } from 'node:stream/consumers';
import { isUtf8 } from 'node:buffer';
import { defineMessage } from '@course-plateform/common/kernel';
import { DEEPEST_BODY, isDeeper } from '@course-plateform/common/http';
import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { JSON_TEXT_MAX_BYTES } from '@course-plateform/types/platform';
import { COURSE_ENTRY, FORMAT, FORMAT_VERSION } from '../course-export/course-file';
import type { ArchiveReader } from './archive-reader';
import { CourseFileHead, QuizIdInFile, SECTIONS_MAX, SectionInFile } from './course-file.dto';
import { ID_REPEATED, type ImportErrors } from './import-errors';

/** More than the texts of the longest course have. */
const JSON_MAX_BYTES = 32 * 1_048_576;

const MISSING = defineMessage(
  'course_import.course_missing',
  'is missing: an archive of a course has an entry "{entry}"',
);
const TOO_LONG = defineMessage(
  'course_import.course_too_long',
  'has more than {max, number} bytes',
);
const NOT_JSON = defineMessage('course_import.course_not_json', 'is no JSON in UTF-8');
const TOO_DEEP = defineMessage(
  'course_import.course_too_deep',
  'is nested more than {max, number} levels deep',
);
const OTHER_FORMAT = defineMessage('course_import.format_unknown', 'must be "{format}"');
const OTHER_VERSION = defineMessage(
  'course_import.version_unknown',
  'is a version of the format that is not known here; {version, number} is',
);
const NO_LIST = defineMessage(
  'course_import.list_invalid',
  'must be a list of at most {max, number} items',
);

/** What `course.json` says, once it has the form that it should have. What it names is still to be checked. */
export interface CourseFile extends CourseFileHead {
  readonly sections: readonly SectionInFile[];
  readonly quizzes: readonly QuizInFile[];
}

/** A quiz whose content is still to be checked by the service that will keep it. */
export interface QuizInFile {
  readonly id: string;
  /** JSON. */
  readonly content: string;
}

/**
 * Reads the `course.json` of an archive.
 * @param errors gets what is wrong with it
 * @returns undefined when something is
 * @throws ArchiveUnreadable
 */
export async function readCourseFile(
  archive: ArchiveReader,
  errors: ImportErrors,
): Promise<CourseFile | undefined> {
  const value = await parsed(archive, errors);
  if (value === undefined || !isKnownFormat(value, errors)) return undefined;
  const { sections, quizzes = [], ...rest } = value;
  const head = shaped(CourseFileHead, rest, '', errors);
  const list = listOf(sections, '/sections', errors);
  const shapedSections = list.map((section, at) =>
    shaped(SectionInFile, section, `/sections/${at}`, errors),
  );
  const listed = quizzesIn(quizzes, errors);
  if (!head || !errors.isEmpty) return undefined;
  return {
    ...head,
    sections: shapedSections.filter((section) => section !== undefined),
    quizzes: listed,
  };
}

function quizzesIn(value: unknown, errors: ImportErrors): QuizInFile[] {
  const known = new Set<string>();
  return listOf(value, '/quizzes', errors).flatMap((quiz, at) => {
    const pointer = `/quizzes/${at}`;
    const { id: named, ...rest } = Object(quiz) as Record<string, unknown>;
    const shape = shaped(
      QuizIdInFile,
      quiz === Object(quiz) ? { id: named } : quiz,
      pointer,
      errors,
    );
    if (!shape) return [];
    const { id } = shape;
    if (known.has(id)) errors.add(`${pointer}/id`, ID_REPEATED);
    known.add(id);
    const content = JSON.stringify(rest);
    if (Buffer.byteLength(content) > JSON_TEXT_MAX_BYTES) {
      errors.add(pointer, TOO_LONG, { max: JSON_TEXT_MAX_BYTES });
    }
    return { id, content };
  });
}

async function parsed(
  archive: ArchiveReader,
  errors: ImportErrors,
): Promise<Record<string, unknown> | undefined> {
  const refuse = (message: typeof MISSING, params = {}): undefined =>
    void errors.add(`/${COURSE_ENTRY}`, message, params);
  const sizeBytes = archive.sizeOf(COURSE_ENTRY);
  if (sizeBytes === undefined) return refuse(MISSING, { entry: COURSE_ENTRY });
  if (sizeBytes > JSON_MAX_BYTES) return refuse(TOO_LONG, { max: JSON_MAX_BYTES });
  const bytes = await buffer(await archive.read(COURSE_ENTRY));
  const value = isUtf8(bytes) ? jsonIn(bytes) : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(NOT_JSON);
  if (isDeeper(value, DEEPEST_BODY)) return refuse(TOO_DEEP, { max: DEEPEST_BODY });
  return value as Record<string, unknown>;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A file of another version may have any form, so nothing else is said about it. */
function isKnownFormat(
  { format, version }: Record<string, unknown>,
  errors: ImportErrors,
): boolean {
  if (format !== FORMAT) errors.add('/format', OTHER_FORMAT, { format: FORMAT });
  else if (version !== FORMAT_VERSION) {
    errors.add('/version', OTHER_VERSION, { version: FORMAT_VERSION });
  }
  return errors.isEmpty;
}

function listOf(value: unknown, pointer: string, errors: ImportErrors): readonly unknown[] {
  if (Array.isArray(value) && value.length <= SECTIONS_MAX) return value;
  errors.add(pointer, NO_LIST, { max: SECTIONS_MAX });
  return [];
}

function shaped<T extends object>(
  shape: new () => T,
  value: unknown,
  pointer: string,
  errors: ImportErrors,
): T | undefined {
  try {
    return validateShape(shape, value, { unknownFields: 'refuse' });
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    errors.addFailure(pointer, error);
    return undefined;
  }
}
