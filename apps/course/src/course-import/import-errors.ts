import {
  defineMessage,
  type DomainError,
  type FieldError,
  type MessageDescriptor,
  type MessageParams,
  fieldError,
} from '@course-plateform/common/kernel';

export const ID_REPEATED = defineMessage(
  'course_import.id_repeated',
  'is the id of another one too',
);

/** As many as one can read. */
const REPORTED_MAX = 100;

/** What is wrong with an archive, by where in `course.json` it is (RFC 6901). */
export class ImportErrors {
  private readonly all: FieldError[] = [];
  private more = 0;

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  get list(): readonly FieldError[] {
    return this.all;
  }

  /** How many are not in the list. */
  get leftOut(): number {
    return this.more;
  }

  add(pointer: string, message: MessageDescriptor, params: MessageParams = {}): void {
    this.push(fieldError(pointer, message, params));
  }

  /** Adds what a rule of courses or files says, and what it says about single fields. */
  addFailure(pointer: string, { code, declaration, occurrence }: DomainError): void {
    const { errors = [], params = {} } = occurrence;
    for (const error of errors) this.push({ ...error, pointer: pointer + error.pointer });
    if (errors.length > 0) return;
    this.push({ pointer, code, detail: declaration.detail ?? declaration.title, params });
  }

  private push(error: FieldError): void {
    if (this.all.length < REPORTED_MAX) this.all.push(error);
    else this.more += 1;
  }
}

/** A pointer as a path that is easier to read: `/sections/2/lessons/0/title` as `sections[2].lessons[0].title`. */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => {
      if (/^\d+$/.test(part)) return `${path}[${part}]`;
      return path === '' ? part : `${path}.${part}`;
    }, '');
}
