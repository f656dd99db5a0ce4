import type { Reference } from './openapi-document';

/** The part of a schema that determines its example. */
export interface ExampleSchema extends Partial<Reference> {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: ExampleSchema;
  readonly properties?: Readonly<Record<string, ExampleSchema>>;
  readonly allOf?: readonly ExampleSchema[];
  readonly oneOf?: readonly ExampleSchema[];
  readonly anyOf?: readonly ExampleSchema[];
}

/** Builds complete examples of named schemas from the examples of their properties. */
export class ExampleBuilder {
  constructor(private readonly schemas: Readonly<Record<string, ExampleSchema>>) {}

  /** @param above the names of the enclosing schemas, at which a recursive schema ends */
  build(schema: ExampleSchema, above: readonly string[] = []): unknown {
    if (schema.example !== undefined) return schema.example;
    if (schema.$ref !== undefined) return this.named(schema.$ref, above);
    const only = onlyValue(schema);
    if (only !== undefined) return only;
    const first = firstVariant(schema);
    if (first) return this.repeats(first, above) ? null : this.build(first, above);
    if (schema.properties) return this.object(schema.properties, above);
    if (schema.items)
      return this.repeats(schema.items, above) ? [] : [this.build(schema.items, above)];
    return plainExample(schema);
  }

  private named($ref: string, above: readonly string[]): unknown {
    const name = nameOf($ref);
    const schema = this.schemas[name];
    if (!schema) throw new Error(`There is no schema ${name}`);
    return this.build(schema, [...above, name]);
  }

  private repeats({ $ref }: ExampleSchema, above: readonly string[]): boolean {
    return $ref !== undefined && above.includes(nameOf($ref));
  }

  private object(
    properties: Readonly<Record<string, ExampleSchema>>,
    above: readonly string[],
  ): object {
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, this.build(schema, above)]),
    );
  }
}

function onlyValue({ const: only, enum: values = [only] }: ExampleSchema): unknown {
  return values[0];
}

function firstVariant({ oneOf, anyOf }: ExampleSchema): ExampleSchema | undefined {
  return (oneOf ?? anyOf)?.[0];
}

/** The example of a property without its own, which the contract lint rejects. */
function plainExample({ type, format, minimum = 1 }: ExampleSchema): unknown {
  if (type === 'integer' || type === 'number') return minimum;
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  if (Array.isArray(type) && type.includes('null')) return null;
  return format === 'date-time' ? '2026-01-31T12:00:00.000Z' : 'text';
}

function nameOf($ref: string): string {
  return $ref.split('/').at(-1) ?? '';
}
