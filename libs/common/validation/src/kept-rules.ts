import { getMetadataStorage } from 'class-validator';

type Condition = (object: object, value: unknown) => boolean;

/** The check of a rule, as class-validator calls it. */
type Check = (value: unknown, context: CheckContext) => unknown;

interface CheckContext {
  readonly targetName: string;
  readonly property: string;
  readonly object: object;
  readonly value: unknown;
  readonly constraints: unknown[];
}

interface Rule {
  readonly check: Check;
  readonly constraints: unknown[];
  /** Whether it applies to the items of a list. */
  readonly each: boolean;
  readonly applies: Condition | undefined;
}

interface FieldRules {
  readonly property: string;
  /** The conditions under which the field is checked at all. */
  readonly conditions: readonly Condition[];
  readonly rules: readonly Rule[];
  readonly isNested: boolean;
}

type Metadata = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

/** By class; `unknown` for a class with kinds of rules that are not supported here. */
const rulesByClass = new WeakMap<object, readonly FieldRules[] | 'unknown'>();

/**
 * Whether an instance and its nested objects satisfy all rules of their classes. It is true only if class-validator
 * finds no error either; for invalid instances, class-validator reports the errors.
 *
 * class-validator searches the metadata of all classes for each object, and creates an error for each field in advance.
 * Nearly everything is valid, and this checks the same rules in a tenth of the time, from a list cached per class.
 */
export function keepsRules(instance: object): boolean {
  const fields = rulesOf(instance.constructor);
  if (fields === 'unknown') return false;
  return fields.every((field) => {
    const value: unknown = Reflect.get(instance, field.property);
    if (!field.conditions.every((holds) => holds(instance, value))) return true;
    if (!field.rules.every((rule) => isKept(rule, field.property, instance, value))) return false;
    return !field.isNested || isNestedKept(value);
  });
}

function isKept(rule: Rule, property: string, object: object, value: unknown): boolean {
  const { check, constraints, each, applies } = rule;
  if (applies && !applies(object, value)) return true;
  const context = { targetName: object.constructor.name, property, object, value, constraints };
  // A promise counts as invalid.
  if (!each || !Array.isArray(value)) return check(value, context) === true;
  return value.every((item) => check(item, context) === true);
}

function isNestedKept(value: unknown): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.every(isNestedKept);
  return value instanceof Object && keepsRules(value);
}

function rulesOf(shape: object): readonly FieldRules[] | 'unknown' {
  const known = rulesByClass.get(shape);
  if (known) return known;
  const made = readRules(shape);
  rulesByClass.set(shape, made);
  return made;
}

function readRules(shape: object): readonly FieldRules[] | 'unknown' {
  const found = getMetadataStorage().getTargetValidationMetadatas(
    shape as () => void,
    '',
    false,
    false,
  );
  const byProperty = Map.groupBy(found, ({ propertyName }) => propertyName);
  const fields: FieldRules[] = [];
  for (const [property, metadatas] of byProperty) {
    const of = (type: string): Metadata[] => metadatas.filter((one) => one.type === type);
    const custom = of('customValidation');
    const conditions = of('conditionalValidation');
    const nested = of('nestedValidation');
    if (custom.length + conditions.length + nested.length < metadatas.length) return 'unknown';
    fields.push({
      property,
      conditions: conditions.map(({ constraints }) => constraints[0] as Condition),
      rules: custom.flatMap(checksOf),
      isNested: nested.length > 0,
    });
  }
  return fields;
}

function checksOf(metadata: Metadata): Rule[] {
  const { constraintCls, constraints, each, validateIf } = metadata;
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => ({
      check: (value, context) => instance.validate(value, context),
      constraints,
      each,
      applies: validateIf as Condition | undefined,
    }));
}
