import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { documentMethod } from './documented-parameter';
import { HeaderInvalid, IfMatchMissing } from './errors';

const ENTITY_TAG = /^"(\d{1,15})"$/;

/**
 * Gives a handler the version the caller has seen, from `If-Match: "7"` (RFC 9110 13.1.1).
 * @throws IfMatchMissing 428 when the header is absent
 * @throws HeaderInvalid 400 when it is not one strong entity tag of ours
 */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined) throw new IfMatchMissing();
    const version = ENTITY_TAG.exec(header)?.[1];
    if (version === undefined) {
      throw new HeaderInvalid({
        params: { header: 'If-Match', rule: 'entity_tag' },
      });
    }
    return Number(version);
  },
  [
    documentMethod(
      ApiHeader({
        name: 'If-Match',
        required: true,
        description: 'The ETag of the version you have read',
        schema: { type: 'string', pattern: ENTITY_TAG.source, example: '"1"' },
      }),
    ),
  ],
);
