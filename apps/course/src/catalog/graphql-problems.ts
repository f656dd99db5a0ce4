import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  print,
} from 'graphql';
import type { ProblemFilter } from '@course-plateform/common/http';
import type { Problem } from '@course-plateform/common/kernel';
import { GraphqlQueryInvalid, GraphqlVariableInvalid } from './catalog.errors';

/** How GraphQL begins when a variable does not fit: what follows may repeat its value, and is left out. */
const VARIABLE_MISFIT = /^Variable "\$(\w+)" (?:got invalid value|of (?:required|non-null) type)/;

/** An error as a response shows it. */
interface ShownError extends GraphQLFormattedError {
  readonly extensions: Readonly<Record<string, unknown>> & Problem;
}

/** The errors of an execution, each with the problem that REST would respond with. */
export function shownErrors(execution: ExecutionResult, problems: ProblemFilter): ShownError[] {
  return (execution.errors ?? []).flatMap(flattened).map((error) => {
    const problem = problems.problemOf(failureOf(error));
    return {
      message: problem.detail,
      ...(error.locations ? { locations: error.locations } : {}),
      ...(error.path ? { path: error.path } : {}),
      extensions: { ...problem },
    };
  });
}

/** What failed, in our own words. */
export function failuresOf({ errors = [] }: ExecutionResult): Error[] {
  return errors.flatMap(flattened).map(failureOf);
}

/** Mercurius wraps the faults of a query that does not fit the schema into one error. */
function flattened(error: GraphQLError): GraphQLError[] {
  const inner: unknown = Reflect.get(error.originalError ?? {}, 'errors');
  return Array.isArray(inner) ? (inner as GraphQLError[]) : [error];
}

/** Without an error of ours behind it the query itself is wrong, and GraphQL's own sentence says how. */
export function failureOf(error: GraphQLError): Error {
  const { originalError, message } = error;
  if (originalError && !isOfGraphql(originalError)) return originalError;
  const [, name] = VARIABLE_MISFIT.exec(message) ?? [];
  if (name === undefined) return new GraphqlQueryInvalid({ params: { reason: message } });
  return new GraphqlVariableInvalid({ params: { name, type: typeOf(error) } });
}

/** Values that do not fit are errors of GraphQL inside errors of GraphQL. */
function isOfGraphql(error: Error): boolean {
  return error instanceof GraphQLError || codeOf(error).startsWith('MER_');
}

/** The type that the document declares for the variable of an error. */
function typeOf({ nodes }: GraphQLError): string {
  const [node] = nodes ?? [];
  return node?.kind === Kind.VARIABLE_DEFINITION ? print(node.type) : '';
}

/** The error for a failure before anything was executed. */
export function asGraphql(error: Error): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

export function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
