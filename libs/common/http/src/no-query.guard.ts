import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { IS_OPERATION } from './operation';
import { checkQuery } from './query';

/** An empty query. */
class NoQuery {}

/**
 * Rejects query parameters on operations that have none. Otherwise a client with a misspelled filter would take all
 * items for the filtered ones.
 */
@Injectable()
export class NoQueryGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws QueryInvalid */
  canActivate(context: ExecutionContext): boolean {
    // Links to pages may have any query; only API operations declare their parameters.
    if (!this.reflector.get<boolean>(IS_OPERATION, context.getHandler())) return true;
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    if (Object.keys(query ?? {}).length === 0 || takesQuery(context)) return true;
    checkQuery(NoQuery, query);
    return true;
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const parameters: unknown = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  );
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
