import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { ProblemFilter } from '@course-plateform/common/http';
import { CatalogNames } from './catalog-names.service';
import { CatalogModule } from './catalog.module';
import { catalogLoaders } from './catalog.loaders';
import { CatalogResolver } from './catalog.resolver';
import { GraphqlBatchRefused, GraphqlQueryInvalid, GraphqlQueryTooDeep } from './catalog.errors';
import { GraphiqlController } from './graphiql.controller';
import { DEEPEST_QUERY, aliasLimit, assertAffordable } from './graphql-limits';

/** The catalog over GraphQL at `/course/graphql`. Failures carry the same codes as over REST. */
@Module({
  imports: [
    CatalogModule,
    GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      imports: [CatalogModule],
      inject: [CatalogNames, ProblemFilter],
      useFactory: (names: CatalogNames, problems: ProblemFilter): MercuriusDriverConfig => ({
        path: '/course/graphql',
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: false,
        jit: 1,
        queryDepth: DEEPEST_QUERY,
        allowBatchedQueries: false,
        validationRules: [aliasLimit],
        hooks: {
          preExecution: (schema, document, _context, variables) =>
            assertAffordable(schema, document, variables),
        },
        context: () => ({ loaders: catalogLoaders(names) }),
        errorFormatter: (execution, { reply }) => {
          for (const failure of failuresOf(execution)) problems.describe(failure, reply);
          return { statusCode: 200, response: withProblems(execution, problems) };
        },
        errorHandler: async (error, request, reply) => {
          if (isUnreadable(error)) problems.answer(error, request, reply);
          else {
            const failure = Array.isArray(request.body) ? new GraphqlBatchRefused() : error;
            void reply.send(withProblems({ errors: [asGraphql(failure)] }, problems));
          }
          // Mercurius gives Fastify a promise: it ending before the reply does would send a second, empty one.
          await reply;
        },
      }),
    }),
  ],
  controllers: [GraphiqlController],
  providers: [CatalogResolver],
})
export class CatalogGraphqlModule {}

function withProblems(execution: ExecutionResult, problems: ProblemFilter) {
  return {
    data: execution.data ?? null,
    errors: (execution.errors ?? []).flatMap(flattened).map((error) => {
      const problem = problems.problemOf(failureOf(error));
      return {
        message: problem.detail,
        ...(error.locations ? { locations: error.locations } : {}),
        ...(error.path ? { path: error.path } : {}),
        extensions: { ...problem },
      };
    }),
  };
}

function failuresOf({ errors = [] }: ExecutionResult): Error[] {
  return errors.flatMap(flattened).map(failureOf);
}

/** Mercurius wraps the faults of a query that does not fit the schema into one error. */
function flattened(error: GraphQLError): GraphQLError[] {
  const inner: unknown = Reflect.get(error.originalError ?? {}, 'errors');
  return Array.isArray(inner) ? (inner as GraphQLError[]) : [error];
}

/** Without an error of ours behind it the query itself is wrong, and GraphQL's own sentence says how. */
function failureOf(error: GraphQLError): Error {
  const { originalError, message } = error;
  if (codeOf(error) === 'MER_ERR_GQL_QUERY_DEPTH') {
    return new GraphqlQueryTooDeep({ params: { max: DEEPEST_QUERY } });
  }
  const isOurs = originalError && !codeOf(originalError).startsWith('MER_');
  return isOurs ? originalError : new GraphqlQueryInvalid({ params: { reason: message } });
}

/** A body that is not JSON never came to be a GraphQL request, so it is answered like everywhere else. */
function isUnreadable(error: Error): boolean {
  return codeOf(error).startsWith('FST_ERR_CTP_');
}

function asGraphql(error: Error): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
