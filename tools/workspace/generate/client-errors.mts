import openapiTS, { type SchemaObject, astToString } from 'openapi-typescript';
import ts from 'typescript';
import type { CatalogError, ExtensionSchema } from './errors.mts';

const { factory } = ts;

/** The types of a document: the failures of each operation are a union that `code` tells apart. */
export async function clientTypes(document: object): Promise<string> {
  const ast = await openapiTS(JSON.parse(JSON.stringify(document)), {
    alphabetize: true,
    transform: (schema) =>
      schema.format === 'binary' ? factory.createTypeReferenceNode('Blob') : undefined,
  });
  return astToString(ast);
}

/** The members of every problem, by code. */
export async function errorTypes(errors: readonly CatalogError[]): Promise<string> {
  const schemas = Object.fromEntries(errors.map((error) => [error.code, memberSchema(error)]));
  const ast = await openapiTS({
    openapi: '3.0.3',
    info: { title: 'Errors', version: '1' },
    paths: {},
    components: { schemas },
  });
  return `${astToString(ast)}
/** What is particular to the problems of each code. */
export type ErrorCatalog = components['schemas'];
`;
}

function memberSchema({ title, status, extensions = {} }: CatalogError): SchemaObject {
  const own = objectSchema(extensions);
  return {
    ...own,
    description: title,
    required: ['status', ...own.required],
    properties: { status: { type: 'integer', enum: [status] }, ...own.properties },
  };
}

function objectSchema(members: Readonly<Record<string, ExtensionSchema>>) {
  const required = Object.keys(members).filter((name) => !members[name]?.optional);
  const properties = Object.fromEntries(
    Object.entries(members).map(([name, schema]) => [name, plainSchema(schema)]),
  );
  return { type: 'object' as const, required, properties };
}

function plainSchema({ type, format, items, properties }: ExtensionSchema): SchemaObject {
  if (type === 'object') return objectSchema(properties ?? {});
  if (type === 'array') return { type, ...(items ? { items: plainSchema(items) } : {}) };
  return { type, ...(format ? { format } : {}) };
}
