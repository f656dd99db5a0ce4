import {
  type Contents,
  type Contract,
  type ContractDocument,
  type Parameter,
  type Route,
  type Schema,
  componentName,
  resolved,
  routesOf,
} from './document.mts';

/** What parameters are not called, by what they are called everywhere. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  q: ['query', 'search', 'text', 'term', 'keyword'],
  sort: ['order', 'orderBy', 'sortBy', 'direction'],
};
/** An order, or a field to order by; with a minus the highest comes first. */
const SORT = /^-?[a-z][A-Za-z]*$/;
const YES_OR_NO = ['approve', 'reject'];

/** Where a document does not follow the conventions of all documents, a sentence each. */
export function conventionProblems({ document }: Contract): string[] {
  return routesOf(document).flatMap((route) => [
    ...listNameProblems(route, document),
    ...decisionProblems(route, document),
    ...(route.operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'query')
      .flatMap((parameter) => parameterProblems(route.title, parameter, document)),
  ]);
}

/** A page of a list is a `…PageResponse`, and a list that comes whole a `…ListResponse` with nothing but its items. */
function listNameProblems({ title, operation }: Route, document: ContractDocument): string[] {
  const body = named(operation.responses['200']?.content, document);
  const ending = body && endingOf(body.properties);
  if (!body || ending === undefined || body.name.endsWith(ending)) return [];
  return [`${title} returns a ${body.name} instead of a …${ending}`];
}

function endingOf(properties: NonNullable<Schema['properties']>): string | undefined {
  if (properties['items']?.type !== 'array') return undefined;
  if (properties['page'] !== undefined || properties['pagination'] !== undefined) {
    return 'PageResponse';
  }
  return Object.keys(properties).length === 1 ? 'ListResponse' : undefined;
}

/** Yes or no is approve or reject; every other decision declares its actions. */
function decisionProblems(
  { title, method, path, operation }: Route,
  document: ContractDocument,
): string[] {
  if (method !== 'POST' || !path.endsWith('/decisions')) return [];
  const body = named(operation.requestBody?.content, document);
  if (!body) return [`${title} takes no decision`];
  const isNamed = /^\w+DecisionCreateDto$/.test(body.name);
  return [
    ...(isNamed ? [] : [`${title} takes a ${body.name}, which does not say what it decides on`]),
    ...(isDecided(body.properties, document)
      ? []
      : [`${title} is decided by neither approve or reject nor an action`]),
  ];
}

function isDecided(
  { action, decision }: NonNullable<Schema['properties']>,
  document: ContractDocument,
): boolean {
  if (action) return valuesOf(action, document).length > 0;
  return decision !== undefined && valuesOf(decision, document).join() === YES_OR_NO.join();
}

/** A body in JSON that has a name. */
function named(content: Contents | undefined, document: ContractDocument) {
  const schema = content?.['application/json']?.schema;
  const name = schema && componentName(schema);
  if (!schema || name === undefined) return undefined;
  return { name, properties: resolved(document, schema).properties ?? {} };
}

function parameterProblems(title: string, parameter: Parameter, document: ContractDocument) {
  const { name, schema } = parameter;
  const instead = Object.keys(INSTEAD).find((usual) => INSTEAD[usual]?.includes(name));
  const sorts = name === 'sort' ? valuesOf(schema, document) : [];
  const isIdList = schema.type === 'array' && schema.items?.format === 'uuid';
  return [
    ...(instead === undefined ? [] : [`${title} calls its ${instead} ${name}`]),
    ...sorts.filter((value) => !SORT.test(value)).map((value) => `${title} sorts by ${value}`),
    ...(isIdList && name !== 'ids' ? [`${title} calls its ids ${name}`] : []),
  ];
}

/** First segments of paths that are reserved for a service that has no operation there. */
export function silentPrefixes(prefixes: readonly string[], { paths }: ContractDocument): string[] {
  return prefixes
    .filter((prefix) => !Object.keys(paths).some((path) => `${path}/`.startsWith(`${prefix}/`)))
    .map((prefix) => `${prefix} has no operation`);
}

function valuesOf(schema: Schema, document: ContractDocument): string[] {
  return (resolved(document, schema).enum ?? []).map(String);
}
