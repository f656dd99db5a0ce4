/** A document as it is committed: OpenAPI 3.1, or 3.0 at commits of before. */
export interface StoredDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** What is a reference where it stands, and described below `components`. */
const SHARED = /^#\/components\/(responses|headers|examples|parameters)\/(.+)$/;

/**
 * A document in one form, whichever version of OpenAPI it is written in: parts that operations share stand where they are
 * referred to, apart from schemas; what may be null says so by `nullable`, and one value only is an `enum` of one.
 */
export function plainDocument<T>(document: StoredDocument): T {
  const { paths, components = {} } = document;
  const inPlace = new References(components);
  return {
    ...document,
    paths: plain(inPlace.resolve(paths)),
    components: { ...components, schemas: plain(components['schemas'] ?? {}) },
  } as T;
}

class References {
  private readonly components: NonNullable<StoredDocument['components']>;

  constructor(components: NonNullable<StoredDocument['components']>) {
    this.components = components;
  }

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (typeof value !== 'object' || value === null) return value;
    const [, kind = '', name = ''] = SHARED.exec(String(Reflect.get(value, '$ref'))) ?? [];
    if (kind === '') {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, this.resolve(inner)]),
      );
    }
    const target = this.components[kind]?.[name];
    if (!target) throw new Error(`There is no #/components/${kind}/${name}`);
    return this.resolve(target);
  }
}

interface SchemaOf31 {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly object[];
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return schemaOf30(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)])),
  );
}

function schemaOf30(schema: SchemaOf31): object {
  if (Array.isArray(schema.type)) return nullableType(schema, schema.type.map(String));
  if (isNullable(schema.anyOf)) {
    const { anyOf, ...rest } = schema;
    return { ...rest, nullable: true, allOf: anyOf.filter((one) => !isNull(one)) };
  }
  // A member may itself be called `const`.
  if (!('const' in schema) || typeof schema.const === 'object') return schema;
  const { const: only, ...rest } = schema;
  return { ...rest, enum: [only] };
}

function nullableType(schema: SchemaOf31, types: readonly string[]): object {
  const { type: _type, enum: values, ...rest } = schema;
  const [type] = types.filter((one) => one !== 'null');
  return {
    ...rest,
    type,
    nullable: types.includes('null'),
    ...(values ? { enum: values.filter((one) => one !== null) } : {}),
  };
}

function isNullable(choices: readonly object[] | undefined): choices is readonly object[] {
  return choices?.length === 2 && choices.some(isNull);
}

function isNull(schema: object): boolean {
  return Reflect.get(schema, 'type') === 'null';
}
