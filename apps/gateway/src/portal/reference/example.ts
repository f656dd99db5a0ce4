import type { SchemaFields } from '../schema-fields';
import type { Schema } from './openapi';

/** Deeper than this nobody reads an example, and a schema may contain itself. */
const DEEPEST = 6;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
  'date-time': '2026-03-01T09:30:00.000Z',
  date: '2026-03-01',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  'uri-reference': '/errors/order.not_found',
};

/** A value that keeps to a schema: the examples it names, and likely values where it names none. */
export function exampleOf(schema: Schema, fields: SchemaFields, depth = 0): unknown {
  const target = fields.target(schema);
  const known = [schema, target].map(knownValue).find((value) => value !== undefined);
  if (known !== undefined) return known;
  const [variant] = target.oneOf ?? [];
  if (variant) return exampleOf(variant, fields, depth);
  if (target.properties) return objectOf(target, fields, depth);
  if (target.items) return depth < DEEPEST ? [exampleOf(target.items, fields, depth + 1)] : [];
  return plain(target);
}

/** What a schema names itself. */
function knownValue(schema: Schema): unknown {
  const { example, examples = [], enum: values = [] } = schema;
  return [examples[0], example, schema.const, schema.default, values[0]].find(
    (value) => value !== undefined,
  );
}

function objectOf({ properties = {} }: Schema, fields: SchemaFields, depth: number): unknown {
  if (depth >= DEEPEST) return {};
  const members = Object.entries(properties).map(
    ([name, member]) => [name, exampleOf(member, fields, depth + 1)] as const,
  );
  return Object.fromEntries(members);
}

function plain({ type, format = '', minimum, nullable }: Schema): unknown {
  const [first] = [type].flat();
  if (first === 'integer' || first === 'number') return minimum ?? 1;
  if (first === 'boolean') return true;
  if (first === 'object') return {};
  return BY_FORMAT[format] ?? (nullable ? null : 'text');
}
