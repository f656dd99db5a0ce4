import type { FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST } from 'graphql';
import {
  GraphqlBatchRefused,
  GraphqlMethodNotAllowed,
  GraphqlQueryInvalid,
  GraphqlRequestInvalid,
} from './catalog.errors';
import { parseWithinLimits } from './graphql-document';

/** The media type of responses whose status says whether the request was a good one. */
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** A request as GraphQL over HTTP describes it (draft of 2025, 5.1). */
interface GraphqlParameters {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  extensions?: Record<string, unknown> | null;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isMap: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const PARAMETERS: Readonly<Record<keyof GraphqlParameters, { fits: Check; type: string }>> = {
  query: { fits: isText, type: 'string' },
  operationName: { fits: orNull(isText), type: 'string' },
  variables: { fits: orNull(isMap), type: 'object' },
  extensions: { fits: orNull(isMap), type: 'object' },
};

/**
 * Reads a GraphQL request and its document before Mercurius does, within limits; prepares the reply for the media type
 * that the client prefers.
 * @throws GraphqlRequestInvalid, GraphqlBatchRefused, GraphqlMethodNotAllowed; what `parseWithinLimits` throws
 */
export function acceptGraphql(request: FastifyRequest, reply: FastifyReply): void {
  if (prefersGraphqlResponse(request)) void reply.type(GRAPHQL_RESPONSE);
  const sent = request.method === 'GET' ? request.query : request.body;
  if (Array.isArray(sent)) throw new GraphqlBatchRefused();
  const parameters = parametersOf(request, sent);
  const document = parseWithinLimits(parameters.query);
  const operation = getOperationAST(document, parameters.operationName);
  if (!operation) throw noOperation(parameters.operationName);
  if (request.method === 'GET' && operation.operation !== 'query') {
    void reply.header('allow', 'POST');
    throw new GraphqlMethodNotAllowed();
  }
  keepOperationsApart(sent as GraphqlParameters, parameters.operationName);
}

/** Whether the client accepts responses whose status says whether the request was valid. */
export function prefersGraphqlResponse(request: FastifyRequest): boolean {
  const accepted = (request.headers.accept ?? '').split(',').map((entry) => entry.trim());
  const quality = (type: string): number => {
    const entry = accepted.find((one) => one.split(';')[0]?.trim().toLowerCase() === type);
    if (entry === undefined) return 0;
    return Number(/;\s*q=([\d.]+)/i.exec(entry)?.[1] ?? 1);
  };
  const wanted = quality(GRAPHQL_RESPONSE);
  return wanted > 0 && wanted >= quality('application/json');
}

/** The name of the operation to be executed, of a request that was accepted. */
export function operationNameOf(request: FastifyRequest): string | undefined {
  const sent = request.method === 'GET' ? request.query : request.body;
  return (sent as GraphqlParameters).operationName ?? undefined;
}

function parametersOf(request: FastifyRequest, sent: unknown): GraphqlParameters {
  if (!isMap(sent)) throw misfit('query', 'string');
  const values = Object.entries(sent as object).map(([name, value]: [string, unknown]) => [
    name,
    request.method === 'GET' && isMapParameter(name) ? parsedJson(name, value) : value,
  ]);
  const parameters = Object.fromEntries(values) as Record<string, unknown>;
  const unknown = Object.keys(parameters).find((name) => !Object.hasOwn(PARAMETERS, name));
  if (unknown !== undefined) throw misfit('', 'unknown');
  for (const [name, { fits, type }] of Object.entries(PARAMETERS)) {
    const isLeftOut = name !== 'query' && parameters[name] === undefined;
    if (!isLeftOut && !fits(parameters[name])) throw misfit(name, type);
  }
  return parameters as unknown as GraphqlParameters;
}

function isMapParameter(name: string): boolean {
  return name === 'variables' || name === 'extensions';
}

/** Maps come as JSON in an address. */
function parsedJson(name: string, value: unknown): unknown {
  if (value === undefined || value === '') return undefined;
  try {
    return JSON.parse(String(value));
  } catch (cause) {
    throw misfit(name, 'object', cause);
  }
}

function misfit(name: string, type: string, cause?: unknown): GraphqlRequestInvalid {
  return new GraphqlRequestInvalid({ params: { name, type }, cause });
}

function noOperation(name: string | null | undefined): GraphqlQueryInvalid {
  const reason = name
    ? `There is no operation "${name}".`
    : 'The document must hold one operation, or "operationName" must name one.';
  return new GraphqlQueryInvalid({ params: { reason } });
}

/**
 * Mercurius keeps compiled queries by their text alone, and would execute another operation of the same text: a name
 * in a comment at its end makes it a text of its own.
 */
function keepOperationsApart(sent: GraphqlParameters, name: string | null | undefined): void {
  if (name) sent.query = `${sent.query}\n# ${name}`;
}
