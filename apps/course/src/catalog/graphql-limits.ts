import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import type { ComplexityEstimatorArgs } from '@nestjs/graphql';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { GraphqlQueryTooCostly, GraphqlTooManyAliases } from './catalog.errors';

/**
 * As deep as the question about the schema goes that GraphiQL and other tools ask; no other needs more than half of it.
 * GraphQL's own rule keeps those who ask about the schema from walking around in it.
 */
export const DEEPEST_QUERY = 15;

/** One page of 100 courses with every field costs about 3000. */
const HIGHEST_COST = 5000;

const MOST_ALIASES = 15;

const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];

/** Refuses queries that name many things under other names. */
export const aliasLimit = maxAliasesRule({
  n: MOST_ALIASES,
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null) => {
      const originalError = new GraphqlTooManyAliases({ params: { max: MOST_ALIASES } });
      context?.reportError(new GraphQLError(originalError.message, { originalError }));
    },
  ],
}) as ValidationRule;

/** The cost of a field with pages: as many items as are asked for, each with its fields. */
export function pageCost({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const limit: unknown = args['limit'];
  // A negative limit is refused later and must not make the rest cheaper.
  return Math.max(1, Number(limit)) * childComplexity;
}

/**
 * Adds up what the fields of a query cost: one each, unless the field says otherwise.
 * @throws GraphqlQueryTooCostly
 */
export function assertAffordable(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown> = {},
): void {
  const cost = getComplexity({ schema, query, variables, estimators });
  if (cost > HIGHEST_COST) {
    throw new GraphqlQueryTooCostly({ params: { cost, max: HIGHEST_COST } });
  }
}
