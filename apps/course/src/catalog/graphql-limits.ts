import type { ComplexityEstimatorArgs } from '@nestjs/graphql';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { GraphqlQueryTooCostly } from './catalog.errors';
import { failureOf } from './graphql-problems';

/** One page of 100 courses with every field costs about 3000. */
const HIGHEST_COST = 5000;

/** The items of a page whose size is left out. */
export const USUAL_LIMIT = 20;

const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];

/** The cost of a field with pages: as many items as are requested, each with its fields. */
export function pageCost({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const limit: unknown = args['limit'] ?? USUAL_LIMIT;
  // A negative limit is refused later and must not make the rest cheaper.
  return Math.max(1, Number(limit)) * childComplexity;
}

/**
 * Adds up what the fields of a valid query cost: one each, unless the field says otherwise.
 * @param operationName of the operation that is to be executed; the only one when left out
 * @throws GraphqlQueryTooCostly; GraphqlVariableInvalid or GraphqlQueryInvalid when a value does not fit its type
 */
export function assertAffordable(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown> | null | undefined,
  operationName?: string,
): void {
  const cost = costOf({
    schema,
    query,
    estimators,
    variables: variables ?? {},
    ...(operationName === undefined ? {} : { operationName }),
  });
  if (cost > HIGHEST_COST) {
    throw new GraphqlQueryTooCostly({ params: { cost, max: HIGHEST_COST } });
  }
}

function costOf(options: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity(options);
  } catch (error) {
    // A value that does not fit its type, in a variable or, through a variable, in an argument.
    if (error instanceof GraphQLError) throw failureOf(error);
    throw error;
  }
}
