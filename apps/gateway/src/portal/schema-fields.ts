import type { Schema } from './reference/openapi';

/** One field of a message, wherever it is inside. */
export interface FieldView {
  /** Such as `payload.lines[].price`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** What else it keeps to: limits, formats, values. */
  readonly rules: readonly string[];
  readonly description: string;
}

/** The fields of a schema, or of each variant when the value of one field decides which there are. */
export interface FieldGroup {
  /** Such as `kind: article`; nothing when there are no variants. */
  readonly variant?: string;
  readonly fields: readonly FieldView[];
}

/** Finds the schema of a name; undefined when there is none. */
export type FindSchema = (name: string) => Schema | undefined;

/** The rules that are shown as they are called in the schema. */
const RULES = [
  'format',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'pattern',
  'default',
];

/** Lists the fields of schemas whose references it can follow. */
export class SchemaFields {
  constructor(private readonly find: FindSchema) {}

  /** The fields of a body, by variant where it has some. */
  groups(schema: Schema): FieldGroup[] {
    const target = this.target(schema);
    const { oneOf = [], discriminator } = target;
    if (oneOf.length < 2 || !discriminator) return [{ fields: this.list(this.inner(target)) }];
    const names = new Map(
      Object.entries(discriminator.mapping ?? {}).map(([value, ref]) => [ref, value]),
    );
    return oneOf.map((one) => ({
      variant: `${discriminator.propertyName}: ${names.get(one.$ref ?? '') ?? nameOf(one.$ref)}`,
      fields: this.list(this.target(one)),
    }));
  }

  /** @param above the schemas this one is in: one that contains itself is shown once */
  list(schema: Schema, path = '', above: readonly Schema[] = []): FieldView[] {
    const { properties = {}, required = [] } = this.target(schema);
    return Object.entries(properties).flatMap(([name, member]) => {
      const here = path === '' ? name : `${path}.${name}`;
      const target = this.target(member);
      const inner = this.inner(target);
      const field = {
        path: here,
        type: this.typeOf(member, target),
        required: required.includes(name),
        rules: [...this.rules(target), ...(target.items ? this.rules(inner) : [])],
        description: member.description ?? target.description ?? '',
      };
      if (above.includes(inner)) return [field];
      const below = this.list(inner, target.items ? `${here}[]` : here, [...above, inner]);
      return [field, ...below];
    });
  }

  /** What a value is, in a word or two. */
  typeOf(member: Schema, target = this.target(member)): string {
    const types = [target.type ?? (target.oneOf ? 'object' : 'anything')].flat();
    const choices = [member.oneOf ?? [], member.anyOf ?? []]
      .flat()
      .flatMap(({ type }) => type ?? []);
    const words = types.map((type) =>
      type === 'array' && target.items ? `list of ${this.typeOf(target.items)}` : type,
    );
    const empty = (member.nullable ?? target.nullable) ? ['null'] : [];
    return [...words, ...choices, ...empty].join(' or ');
  }

  rules(schema: Schema): string[] {
    const values = schema.const === undefined ? schema.enum : [schema.const];
    const limits = RULES.flatMap((rule) => {
      const value: unknown = Reflect.get(schema, rule);
      return value === undefined ? [] : [`${rule} ${String(value)}`];
    });
    return [...(values ? [`one of ${values.join(', ')}`] : []), ...limits];
  }

  /** A reference, alone or among the choices, as what it leads to. */
  target(schema: Schema): Schema {
    const { allOf = [], oneOf = [], anyOf = [] } = schema;
    const choices = [schema, ...allOf, ...oneOf, ...anyOf];
    const refs = choices.flatMap(({ $ref }) => $ref ?? []);
    // Several are variants, which are no schema of their own.
    if (refs.length !== 1) return schema;
    return this.find(nameOf(refs[0])) ?? schema;
  }

  private inner(target: Schema): Schema {
    return target.items ? this.target(target.items) : target;
  }
}

function nameOf(ref = ''): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
