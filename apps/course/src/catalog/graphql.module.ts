import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { ProblemFilter } from '@course-plateform/common/http';
import { CatalogNames } from './catalog-names.service';
import { CatalogModule } from './catalog.module';
import { CatalogRepository } from './catalog.repository';
import { catalogLoaders } from './catalog-loaders';
import { CatalogResolver } from './catalog.resolver';
import { CategoryResolver } from './category.resolver';
import { GraphqlRequestInvalid } from './catalog.errors';
import { DOCUMENT_LIMITS } from './graphql-document';
import { assertAffordable } from './graphql-limits';
import { asGraphql, codeOf, failuresOf, shownErrors } from './graphql-problems';
import { acceptGraphql, operationNameOf, prefersGraphqlResponse } from './graphql-request';

/** How many faults of one query a response tells. */
const MOST_ERRORS = 10;

/** The catalog over GraphQL at `/course/graphql`. Failures carry the same codes as over REST. */
@Module({
  imports: [
    CatalogModule,
    GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      imports: [CatalogModule],
      inject: [CatalogNames, CatalogRepository, ProblemFilter],
      useFactory: (
        names: CatalogNames,
        catalog: CatalogRepository,
        problems: ProblemFilter,
      ): MercuriusDriverConfig => ({
        path: '/course/graphql',
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: false,
        jit: 1,
        allowBatchedQueries: false,
        graphql: {
          parseOptions: { maxTokens: DOCUMENT_LIMITS.tokens },
          validateOptions: { maxErrors: MOST_ERRORS },
        },
        // Our own check of a request: Mercurius' would turn numbers into strings and refuse an extension that is null.
        additionalRouteOptions: {
          schema: {},
          preHandler: async (request, reply) => acceptGraphql(request, reply),
        },
        hooks: {
          preExecution: (schema, document, { reply }, variables) =>
            assertAffordable(schema, document, variables, operationNameOf(reply.request)),
        },
        context: () => ({ loaders: catalogLoaders(names, catalog) }),
        errorFormatter: (execution, { reply }) => {
          const { statusCode, response } = refusalOf(execution, reply, problems);
          return 'data' in execution
            ? { statusCode: 200, response: { ...response, data: execution.data } }
            : { statusCode, response };
        },
        errorHandler: (error, request, reply) => refuse(error, request, reply, problems),
      }),
    }),
  ],
  providers: [CatalogResolver, CategoryResolver],
})
export class CatalogGraphqlModule {}

/**
 * The response of a request whose execution never began. Clients that know the media type of GraphQL learn it from the
 * status as well, and by the absence of "data"; others have it in a response with status 200.
 */
function refusalOf(execution: ExecutionResult, reply: FastifyReply, problems: ProblemFilter) {
  const failures = failuresOf(execution);
  for (const failure of failures) problems.describe(failure, reply);
  const errors = shownErrors(execution, problems);
  const isNoGraphql = failures.some((failure) => failure instanceof GraphqlRequestInvalid);
  const saysStatus = prefersGraphqlResponse(reply.request);
  return {
    statusCode: saysStatus || isNoGraphql ? (errors[0]?.extensions.status ?? 400) : 200,
    response: { ...(saysStatus ? {} : { data: null }), errors },
  };
}

async function refuse(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  problems: ProblemFilter,
): Promise<void> {
  // A body that is not JSON never came to be a GraphQL request, so it is responded to like everywhere else.
  if (codeOf(error).startsWith('FST_ERR_CTP_')) problems.respond(error, request, reply);
  else {
    const { statusCode, response } = refusalOf({ errors: [asGraphql(error)] }, reply, problems);
    void reply.code(statusCode).send(response);
  }
  // Mercurius gives Fastify a promise: it ending before the reply does would send a second, empty one.
  await reply;
}
