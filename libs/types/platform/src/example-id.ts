const LAST_DIGITS = 4;
const SAME_START = '01890a5d-ac96-774b-bcce-b302099a';

/**
 * The example id of a field. Fields with the same name share one, so that the examples of several operations match.
 * @param name such as `courseId`, or `courseIds` for the same id in a list
 */
export function exampleId(name: string): string {
  const sum = Array.from(name.replace(/s$/, '')).reduce(
    (hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 16 ** LAST_DIGITS,
    0,
  );
  return `${SAME_START}${sum.toString(16).padStart(LAST_DIGITS, '0')}`;
}
