import type { Contract, Schema } from './document.mts';

/** What only shows when the documents are read together: the client has all their names in one place. */
export function nameProblems(contracts: readonly Contract[]): string[] {
  const named = contracts.flatMap(({ service, document }) =>
    Object.entries(document.components.schemas).map(([name, schema]) => ({
      service,
      name,
      schema,
    })),
  );
  const byName = Map.groupBy(named, ({ name }) => name);
  const differing = [...byName].flatMap(([name, uses]) => {
    const shapes = new Map(uses.map(({ service, schema }) => [shapeOf(schema), service]));
    if (shapes.size < 2) return [];
    return [`${name} is not the same in ${[...shapes.values()].join(' and ')}`];
  });
  return [...differing, ...twins(named), ...repeatedOperations(contracts)];
}

/** Schemas of more than one member that are there under several names. */
export function twins(
  named: readonly { readonly name: string; readonly schema: Schema }[],
): string[] {
  const byShape = Map.groupBy(
    named.filter(
      ({ schema }) => Object.keys(schema.properties ?? {}).length > 1 && !isResource(schema),
    ),
    ({ schema }) => shapeOf(schema),
  );
  return [...byShape.values()].flatMap((uses) => {
    const names = [...new Set(uses.map(({ name }) => name))];
    return names.length < 2 ? [] : [`${names.join(' and ')} are the same under two names`];
  });
}

function repeatedOperations(contracts: readonly Contract[]): string[] {
  const operations = contracts.flatMap(({ service, document }) =>
    Object.values(document.paths)
      .flatMap((item) => Object.values(item))
      .map(({ operationId }) => ({ service, operationId })),
  );
  return [...Map.groupBy(operations, ({ operationId }) => operationId)]
    .filter(([, uses]) => uses.length > 1)
    .map(
      ([id, uses]) =>
        `${id} is an operation ${uses.map(({ service }) => `of ${service}`).join(' and ')}`,
    );
}

/** A schema without the words for its reader, whatever the order of its members. */
function shapeOf(schema: Schema): string {
  return JSON.stringify(ordered(schema, false));
}

function ordered(value: unknown, namesMembers: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => ordered(one, false));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    // A member may itself be called `description` or `example`.
    .filter(([key]) => namesMembers || !['description', 'example', 'examples'].includes(key))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner, key === 'properties' && !namesMembers)] as const);
  return Object.fromEntries(members);
}

/** What has an id and a version is something of its own, also while it looks like something else. */
function isResource({ properties = {} }: Schema): boolean {
  return 'id' in properties && 'version' in properties;
}
