import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { documentMethod } from './documented-parameter';
import { HeaderInvalid, IfMatchMissing } from './errors';

/** The plain form, which the documents show. */
const PLAIN_TAG = /^"(\d{1,15})"$/;
/** Also with the languages of a response and the encoding of a compressed one; `br` is two letters as well. */
const ENTITY_TAG = /^(?:W\/)?"(\d{1,15})(?:-[a-z]{2})*(?:-gzip)?"$/;

/**
 * Injects the version that the caller has read, from `If-Match: "7"` (RFC 9110 13.1.1). The tag of a compressed
 * response, `"7-br"`, one of a response in another language, `"7-es"`, and one weakened by a compressing proxy, `W/"7"`,
 * name the same version.
 * @throws IfMatchMissing 428 when the header is absent
 * @throws HeaderInvalid 400 when it is not one of our entity tags
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
        schema: { type: 'string', pattern: PLAIN_TAG.source, example: '"1"' },
      }),
    ),
  ],
);
