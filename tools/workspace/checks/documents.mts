import { isUpload } from '../contract/document.mts';

/** What the checks read of an OpenAPI document. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

interface ApiOperation {
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-permission'?: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: { readonly content?: object };
  readonly responses: Readonly<Record<string, ApiResponse>>;
}

interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

interface ApiResponse {
  readonly content?: Readonly<Record<string, ApiContent>>;
}

interface ApiContent {
  readonly schema?: object;
  readonly examples?: Readonly<Record<string, { readonly value: ProblemExample }>>;
}

interface ProblemExample {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** An operation with the words it is called by in a complaint. */
interface Route {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
}

/** Which paths a service may have. */
interface ServicePaths {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly extraPrefixes: readonly string[];
}

const BASE = '/api/v1/';
const PROBLEM = 'application/problem+json';
/** `public`, or the one permission a caller needs. */
const POLICY = /^(public|[a-z-]+:[a-z]+)$/;
const SUMMARY = /^[A-Z][a-z]+( [^\s]*[^\s.]){1,7}$/;
const DESCRIPTION = /^[A-Z][^\n]*\.$/;
/** Responses without a body: accepted, done, and known already. */
const WITHOUT_BODY = ['202', '204', '302', '304'];

export function routesOf({ paths }: ApiDocument): Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const upper = method.toUpperCase();
      return { title: `${upper} ${path}`, method: upper, path, operation };
    }),
  );
}

/**
 * What is wrong with how operations are described: a summary is an imperative of at most eight words that no other
 * operation has, and a description one paragraph of whole sentences.
 */
export function wordingProblems(routes: readonly Route[]): string[] {
  const summaries = routes.map(({ operation }) => operation.summary ?? '');
  return [
    ...routes.flatMap(({ title, operation: { summary = '', description = '' } }) => [
      ...(SUMMARY.test(summary) ? [] : [`${title}: "${summary}" is no summary`]),
      ...(DESCRIPTION.test(description) ? [] : [`${title}: "${description}" is no description`]),
    ]),
    ...repeated(summaries).map((summary) => `Several operations are called "${summary}"`),
  ];
}

/** What is wrong with the policy of an operation and its responses; `tools/workspace/contract` checks the rest. */
export function operationProblems({ title, operation }: Route): string[] {
  const { 'x-permission': policy = '', responses } = operation;
  const problems: string[] = [];
  if (!POLICY.test(policy)) problems.push(`${title} does not say who may call it`);
  for (const [status, response] of Object.entries(responses)) {
    if (/^2/.test(status) && respondsInHeaders(title)) continue;
    problems.push(...responseProblems(`${title}: ${status}`, status, response));
  }
  return problems;
}

/** HEAD never has a body, and the protocol of resumable uploads (tus) has none either. */
function respondsInHeaders(title: string): boolean {
  return title.startsWith('HEAD ') || title === 'POST /api/v1/media-uploads';
}

function responseProblems(title: string, status: string, { content = {} }: ApiResponse): string[] {
  if (/^[45]/.test(status)) return failureProblems(title, status, content);
  const bodies = Object.values(content);
  const described = bodies.length > 0 && bodies.every(({ schema }) => schema !== undefined);
  const silent = bodies.length === 0 && WITHOUT_BODY.includes(status);
  return described || silent ? [] : [`${title} does not describe its body`];
}

function failureProblems(
  title: string,
  status: string,
  content: Readonly<Record<string, ApiContent>>,
): string[] {
  const types = Object.keys(content).join(', ');
  if (types !== PROBLEM) return [`${title} is of the type "${types}" instead of ${PROBLEM}`];
  const examples = Object.entries(content[PROBLEM]?.examples ?? {});
  if (examples.length === 0) return [`${title} names no code`];
  return examples
    .filter(([code, { value }]) => value.code !== code || String(value.status) !== status)
    .map(([code]) => `${title} shows ${code} as something else`);
}

function requires({ parameters = [] }: ApiOperation, header: string): boolean {
  return parameters.some(({ in: place, name, required }) => {
    return place === 'header' && name === header && required === true;
  });
}

/** The failures that do not depend on what an operation does, but on the form of it; those it does not name. */
export function unnamedCodes(routes: readonly Route[]): string[] {
  return routes.flatMap((route) => {
    const named = new Set(examplesOf(route).map(({ code }) => code));
    return codesOfForm(route)
      .filter((code) => !named.has(code))
      .map((code) => `${route.title} does not name ${code}`);
  });
}

function codesOfForm({ method, operation }: Route): string[] {
  const { 'x-permission': policy = '', requestBody, parameters = [] } = operation;
  const readsBody = method !== 'GET';
  const hasQuery = parameters.some(({ in: place }) => place === 'query');
  return [
    ...['request.malformed', 'auth.token_invalid', 'auth.token_expired'],
    ...['internal.error', 'service.unavailable', 'upstream.unavailable'],
    ...(policy === 'public' ? [] : ['auth.token_missing']),
    ...(policy.includes(':') ? ['auth.forbidden'] : []),
    ...(readsBody ? ['request.too_large', 'request.unsupported_media_type'] : []),
    ...(requestBody ? ['request.invalid'] : []),
    ...(hasQuery ? ['request.query_invalid'] : []),
    ...(requires(operation, 'If-Match')
      ? ['request.if_match_missing', 'request.precondition_failed', 'request.header_invalid']
      : []),
    ...(method === 'POST' && !isUpload(operation)
      ? ['idempotency.in_progress', 'idempotency.key_reused']
      : []),
    ...(requires(operation, 'Idempotency-Key') ? ['idempotency.key_missing'] : []),
  ];
}

/** The routes that cannot be called without an Idempotency-Key. */
export function routesWithKey(routes: readonly Route[]): string[] {
  return routes
    .filter(({ operation }) => requires(operation, 'Idempotency-Key'))
    .map(({ title }) => title);
}

/** Paths of a service that are not its own by the table of services. */
export function strayPaths(service: ServicePaths, { paths }: ApiDocument): string[] {
  const own = [...service.prefixes.map((segment) => `${BASE}${segment}`), ...service.extraPrefixes];
  return Object.keys(paths)
    .filter((path) => !own.some((prefix) => `${path}/`.startsWith(`${prefix}/`)))
    .map((path) => `${path} is not a path of ${service.name}`);
}

/** What more than one of them says. */
export function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** Codes that do not always come with the same status and title. */
export function ambiguousCodes(routes: readonly Route[]): string[] {
  const meanings = new Map<string, Set<string>>();
  for (const { code, status, title } of routes.flatMap(examplesOf)) {
    meanings.set(code, (meanings.get(code) ?? new Set()).add(`${status} ${title}`));
  }
  return [...meanings]
    .filter(([, meaning]) => meaning.size > 1)
    .map(([code, meaning]) => `${code} means ${[...meaning].join(' and ')}`);
}

function examplesOf({ operation }: Route): ProblemExample[] {
  return Object.values(operation.responses).flatMap(({ content }) =>
    Object.values(content?.[PROBLEM]?.examples ?? {}).map(({ value }) => value),
  );
}
