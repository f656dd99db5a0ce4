/** A schema of OpenAPI 3.0 as the decorators of Nest write it. */
interface NestSchema {
  readonly nullable?: boolean;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly { readonly $ref?: string }[];
  readonly $ref?: string;
}

/**
 * Converts an OpenAPI 3.0 document to 3.1, whose schemas are JSON Schema: `nullable` becomes a type or an `anyOf`, and
 * a reference with a description no longer needs an `allOf`.
 */
export function asOpenApi31<T>(value: T): T {
  return translated(value) as T;
}

function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, translated(inner)] as const);
  return withoutNullable(bare(Object.fromEntries(entries)));
}

/** Unwraps a reference with a description, which Nest wraps into an `allOf`. */
function bare(schema: NestSchema): NestSchema {
  const [only, ...more] = schema.allOf ?? [];
  if (only?.$ref === undefined || more.length > 0) return schema;
  const { allOf: _allOf, type: _type, ...rest } = schema;
  return { ...only, ...rest };
}

function withoutNullable(schema: NestSchema): object {
  const { nullable, ...rest } = schema;
  if (typeof nullable !== 'boolean') return schema;
  if (!nullable) return rest;
  const { $ref, ...words } = rest;
  if ($ref !== undefined) return { ...words, anyOf: [{ $ref }, { type: 'null' }] };
  return {
    ...rest,
    ...(rest.type === undefined ? {} : { type: [rest.type, 'null'] }),
    ...(rest.enum ? { enum: [...rest.enum, null] } : {}),
  };
}
