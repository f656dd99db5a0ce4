type EnumObject = Readonly<Record<string, string>>;

type Meanings<T extends EnumObject> = Readonly<Record<`${T[keyof T]}`, string>>;

const DESCRIPTIONS = new WeakMap<object, string>();
const DESCRIPTIONS_BY_NAME = new Map<string, string>();

/**
 * Documents the values of an enum. The schema of the enum has the descriptions wherever it is a field (`EnumField`).
 * @example
 * describeEnum(Size, { small: 'Fits a hand', large: 'Needs a cart' });
 */
export function describeEnum<T extends EnumObject>(values: T, meanings: Meanings<T>): void {
  const lines = Object.entries<string>(meanings).map(
    ([value, meaning]) => `- \`${value}\`: ${meaning}`,
  );
  DESCRIPTIONS.set(values, lines.join('\n'));
}

/** Sets the schema name of an enum. */
export function nameEnum(values: EnumObject, name: string): void {
  const description = DESCRIPTIONS.get(values);
  if (description !== undefined) DESCRIPTIONS_BY_NAME.set(name, description);
}

/**
 * The descriptions of enums by schema name, each a Markdown list of its values. Without them, Nest would use the
 * description of the first field with the enum.
 */
export function enumDescriptions(): ReadonlyMap<string, string> {
  return DESCRIPTIONS_BY_NAME;
}
