import {
  type Contract,
  type ContractDocument,
  type Schema,
  componentName,
  innerSchemas,
  resolved,
  routesOf,
} from './document.mts';

/** What a field is called that opens something for whoever has it. */
const SECRET = /token|secret|password|grant/i;

/**
 * Responses to GET are compressed, and what is compressed may not hold a secret (docs/decisions/compression.md):
 * operations that break this, a sentence each.
 */
export function secretProblems({ document }: Contract): string[] {
  return routesOf(document)
    .filter(({ method }) => method === 'GET')
    .flatMap(({ title, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, { content = {} }]) => Object.values(content))
        .flatMap(({ schema }) => secretsIn(document, schema, new Set()))
        .map((name) => `${title} gives out "${name}": secrets come from other methods alone`),
    );
}

function secretsIn(document: ContractDocument, schema: Schema, seen: Set<string>): string[] {
  const component = componentName(schema);
  if (component !== undefined && seen.has(component)) return [];
  if (component !== undefined) seen.add(component);
  return innerSchemas(resolved(document, schema)).flatMap(([step, inner]) => [
    ...(SECRET.test(step) ? [step] : []),
    ...secretsIn(document, inner, seen),
  ]);
}
