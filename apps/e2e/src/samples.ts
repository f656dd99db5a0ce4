/** The part of an OpenAPI 3.0 schema that samples are made from. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** A text that may be anything. */
export function isFreeText(schema: Schema | undefined): boolean {
  return schema?.type === 'string' && !schema.enum && !schema.format && !schema.pattern;
}

/** Another secret than a text: the rules forbid a password that a name or an address beside it contains. */
export function passwordOf(text: string): string {
  return `X1-${[...text].reverse().join('')}`;
}

/** Makes values that a schema allows, with one text wherever a text may stand. */
export class Samples {
  /** @param schemas the named ones of the document @param text short, in lower case @param id for every id */
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly text: string,
    private readonly id: string,
  ) {}

  of(schema: Schema): unknown {
    const named = schema.$ref?.split('/').at(-1);
    if (named !== undefined) return this.of(this.schemas[named] ?? {});
    const [part] = [...(schema.allOf ?? []), ...(schema.oneOf ?? [])];
    if (part) return this.of(part);
    return schema.enum ? schema.enum[0] : this.ofType(schema);
  }

  private ofType(schema: Schema): unknown {
    if (schema.type === 'object') return this.object(schema);
    if (schema.type === 'array') {
      const count = Math.max(1, schema.minItems ?? 0);
      return Array.from({ length: count }, () => this.of(schema.items ?? {}));
    }
    if (schema.type === 'string') return this.string(schema);
    return schema.example ?? (schema.type === 'boolean' ? true : (schema.minimum ?? 1));
  }

  private object({ properties = {} }: Schema): object {
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, this.named(name, schema)]),
    );
  }

  /** What a rule beyond the schema requires. */
  private named(name: string, schema: Schema): unknown {
    if (/password/i.test(name)) return passwordOf(this.text);
    return name === 'phone' ? schema.example : this.of(schema);
  }

  private string({ format, pattern, maxLength, example }: Schema): unknown {
    if (format === 'uuid') return this.id;
    if (format === 'email') return `${this.text}@example.com`;
    if (format === 'date-time') return '2030-01-01T00:00:00.000Z';
    const fits = this.text.length <= (maxLength ?? this.text.length);
    const allowed = pattern === undefined || new RegExp(pattern, 'u').test(this.text);
    return fits && allowed ? this.text : example;
  }
}
