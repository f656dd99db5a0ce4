import openapiTS, { type SchemaObject, astToString } from 'openapi-typescript';
import ts from 'typescript';
import type { CatalogError, ExtensionSchema } from './errors.mts';

const CODES = 'x-error-codes';
const { factory } = ts;

interface Content {
  schema: object;
  readonly examples?: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * The types of a service's document, in which each operation names the problems it answers with by their codes.
 * @param document an OpenAPI document, which is changed
 */
export async function clientTypes(document: Document): Promise<string> {
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) nameProblems(operation as Operation);
  }
  const ast = await openapiTS(JSON.parse(JSON.stringify(document)), {
    alphabetize: true,
    inject: "import type { ProblemOf } from '../problem';\n",
    transform: (schema) => {
      if (CODES in schema) return problemOf(codesOf(schema));
      return schema.format === 'binary' ? factory.createTypeReferenceNode('Blob') : undefined;
    },
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

interface Operation {
  readonly responses?: Readonly<Record<string, { content?: Record<string, Content> }>>;
}

function nameProblems({ responses = {} }: Operation): void {
  for (const { content } of Object.values(responses)) {
    const problem = content?.['application/problem+json'];
    const codes = Object.keys(problem?.examples ?? {});
    if (problem && codes.length > 0) problem.schema = { type: 'object', [CODES]: codes };
  }
}

function codesOf(schema: SchemaObject): string[] {
  const codes: unknown = Reflect.get(schema, CODES);
  return Array.isArray(codes) ? codes.map(String) : [];
}

function problemOf(codes: readonly string[]): ts.TypeNode {
  const literals = codes.map((code) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(code)),
  );
  return factory.createTypeReferenceNode('ProblemOf', [factory.createUnionTypeNode(literals)]);
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

function plainSchema({ type, items, properties }: ExtensionSchema): SchemaObject {
  if (type === 'object') return objectSchema(properties ?? {});
  if (type === 'array') return { type, ...(items ? { items: plainSchema(items) } : {}) };
  return { type };
}
