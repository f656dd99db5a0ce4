import {
  type FieldError,
  fieldError,
  isStorable,
  defineMessage,
} from '@course-plateform/common/kernel';

const IS_STORABLE = defineMessage('field.is_storable', 'must not contain NUL or broken Unicode');

/**
 * Finds strings that cannot be stored in a value, including field names. It runs for every body, query and message, so
 * that no field needs a rule of its own.
 * @param value plain data, with the nesting that the parser allows
 * @param most the maximum number of errors
 * @returns an error with a JSON pointer for each
 */
export function unstorableTexts(value: unknown, most: number): FieldError[] {
  const found: FieldError[] = [];
  look(value, '', found, most);
  return found;
}

function look(value: unknown, pointer: string, found: FieldError[], most: number): void {
  if (found.length >= most) return;
  if (typeof value === 'string') {
    if (!isStorable(value)) found.push(fieldError(pointer, IS_STORABLE));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) found.push(fieldError(pointer, IS_STORABLE));
    else
      look(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, found, most);
  }
}
