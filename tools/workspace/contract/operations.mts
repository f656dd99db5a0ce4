import {
  type Contract,
  type ContractDocument,
  type ContractOperation,
  type Route,
  type Schema,
  componentName,
  isUpload,
  resolved,
  routesOf,
} from './document.mts';

/** Resources that several users edit: whoever changes or removes a part of one names the version they have seen. */
const EDITED = ['/api/v1/courses/', '/api/v1/categories/', '/api/v1/quizzes/', '/api/v1/coupons/'];
/** Lists that end by themselves, and so have no pages. */
const SHORT_LISTS = ['listCategories', 'listCategoryTranslations', 'listPermissions'];

type Rule = (route: Route, document: ContractDocument) => string[];

const RULES: readonly Rule[] = [
  canSucceed,
  saysWhoMayCall,
  takesIdempotencyKey,
  takesIfMatch,
  hasPages,
];

/** What is wrong with the operations of one document, a sentence each. */
export function operationProblems({ document }: Contract): string[] {
  return routesOf(document).flatMap((route) => RULES.flatMap((rule) => rule(route, document)));
}

/** With a response, or by sending the browser elsewhere. */
function canSucceed({ title, operation }: Route): string[] {
  const succeeds = Object.keys(operation.responses).some((status) => /^(2\d\d|302)$/.test(status));
  return succeeds ? [] : [`${title} never succeeds`];
}

/** Either a token is required, or it is said that none is. */
function saysWhoMayCall({ title, operation }: Route): string[] {
  const { security, 'x-permission': permission } = operation;
  if (!security) return [`${title} has no security and does not say that it is public`];
  // An empty list takes back what holds for the whole document; an empty scheme is one of several ways.
  const anonymous =
    security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0);
  if (anonymous === (permission === 'public')) return [];
  return [`${title} is ${permission ?? 'of nobody'}, but its security says otherwise`];
}

function takesIdempotencyKey({ title, method, operation }: Route): string[] {
  if (method !== 'POST' || isUpload(operation) || header(operation, 'Idempotency-Key')) return [];
  return [`${title} does not take an Idempotency-Key`];
}

/** Below the edited resources, but never edited: nothing in it can have changed since it was read. */
const NEVER_EDITED = [
  '/api/v1/courses/{id}/sale-prices/',
  '/api/v1/courses/{id}/team/invitations/',
];

/** Follows a protocol that knows by other means what has changed: tus by `Upload-Offset`. */
const OTHER_PROTOCOLS = ['/api/v1/media-uploads/'];

function takesIfMatch({ title, method, path, operation }: Route, document: ContractDocument) {
  const isBelow = (prefixes: readonly string[]) =>
    prefixes.some((prefix) => path.startsWith(prefix));
  if (isBelow(OTHER_PROTOCOLS)) return [];
  const edited = (isBelow(EDITED) && !isBelow(NEVER_EDITED)) || document.paths[path]?.['patch'];
  const changes = method === 'PATCH' || (edited && ['PUT', 'DELETE'].includes(method));
  if (!changes) return [];
  const missing = ['412', '428'].filter((status) => !operation.responses[status]);
  return [
    ...(header(operation, 'If-Match')?.required ? [] : [`${title} does not require If-Match`]),
    ...missing.map((status) => `${title} requires a version but does not declare ${status}`),
  ];
}

function hasPages({ title, method, operation }: Route, document: ContractDocument): string[] {
  const content = operation.responses['200']?.content?.['application/json'];
  if (method !== 'GET' || !content || SHORT_LISTS.includes(operation.operationId)) return [];
  const { type, properties = {} } = resolved(document, content.schema);
  if (type === 'array') return [`${title} returns a list without pages`];
  return properties['items'] ? itemProblems(title, operation, properties) : [];
}

function itemProblems(
  title: string,
  operation: ContractOperation,
  properties: NonNullable<Schema['properties']>,
): string[] {
  const expected = pageOf(operation);
  const members = Object.keys(properties)
    .filter((member) => !expected.more.includes(member))
    .sort()
    .join(', ');
  if (members === ['items', expected.member].sort().join(', ')) {
    return pageProblems(title, properties[expected.member], expected.schema);
  }
  // A list that belongs to one user and cannot grow is a resource, and says more than its items.
  return properties['pagination'] || properties['page'] || expected.requested
    ? [`${title} returns { ${members} } instead of { items, ${expected.member} }`]
    : [];
}

/** What a search says besides what it has found. */
const OF_A_SEARCH = ['correction', 'facets'];
/** What a list of changes says besides them: where to go on later. */
const OF_A_FEED = ['resumeCursor'];

/** What the parameters of a list promise. */
function pageOf({ parameters = [] }: ContractOperation) {
  const has = (name: string): boolean => parameters.some((one) => one.name === name);
  const more = has('q') ? OF_A_SEARCH : has('updatedSince') ? OF_A_FEED : [];
  if (has('cursor')) {
    return { member: 'page', schema: 'CursorDto', requested: has('limit'), more };
  }
  const requested = has('page') || has('limit');
  return { member: 'pagination', schema: 'PaginationDto', requested, more };
}

function pageProblems(title: string, schema: Schema | undefined, expected: string): string[] {
  return schema && componentName(schema) === expected
    ? []
    : [`${title} describes its pages by something else than ${expected}`];
}

function header({ parameters = [] }: ContractOperation, name: string) {
  return parameters.find((one) => one.in === 'header' && one.name === name);
}
