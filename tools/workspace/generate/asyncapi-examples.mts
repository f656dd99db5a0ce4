import type { JsonSchema, Schemas } from './asyncapi-schemas.mts';

/** Values for texts whose fields show no example, by format. */
const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
  'date-time': '2026-01-31T12:00:00.000Z',
  uri: 'https://example.com/page',
};

/** A value that a schema accepts: the examples of its fields, put together. */
export function exampleOf(schema: JsonSchema, schemas: Schemas): unknown {
  const [shown] = schema.examples ?? [];
  if (shown !== undefined) return shown;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [target] = [schema, ...(schema.allOf ?? []), ...(schema.oneOf ?? [])].flatMap(
    ({ $ref }) => $ref ?? [],
  );
  if (target !== undefined) {
    const component = schemas[target.slice(target.lastIndexOf('/') + 1)];
    return component ? exampleOf(component, schemas) : null;
  }
  return ofType(schema, schemas);
}

function ofType(schema: JsonSchema, schemas: Schemas): unknown {
  const [type] = [schema.type ?? 'null'].flat();
  if (type === 'object') return members(schema, schemas);
  if (type === 'array') return schema.items ? [exampleOf(schema.items, schemas)] : [];
  if (type === 'string') return BY_FORMAT[schema.format ?? ''] ?? 'text';
  if (type === 'boolean') return true;
  return type === 'null' ? null : (schema.minimum ?? 0);
}

function members({ properties = {} }: JsonSchema, schemas: Schemas): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [name, exampleOf(member, schemas)]),
  );
}
