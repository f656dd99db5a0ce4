import { type FieldError, fieldError, isStorable, phrase } from '@course-plateform/common/kernel';

const IS_STORABLE = phrase('field.is_storable', 'must not contain NUL or broken Unicode');

/**
 * Looks through a value for texts that cannot be stored, whatever its class declares: every text of every body, query
 * and message, and the names of fields too. So no field can forget the rule.
 * @param value plain data, as deep as it was allowed to be when it was read
 * @param most how many are looked for; the rest is found when these are mended
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
