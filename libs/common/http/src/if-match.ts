import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { plainEntityTag } from '@course-plateform/common/edge';
import { documentMethod } from './documented-parameter';
import { HeaderInvalid, IfMatchMissing } from './errors';

/** In the documents: the plain form is the one to write by hand. */
const PLAIN_TAG = /^"(\d{1,15})"$/;
/** As it was given: a response that was compressed has the encoding in its tag. */
const ENTITY_TAG = /^(W\/)?"\d{1,15}(-(br|gzip))?"$/;

/**
 * Gives a handler the version the caller has seen, from `If-Match: "7"` (RFC 9110 13.1.1). The tag of a compressed
 * response, `"7-br"`, and one that a compressing proxy has weakened, `W/"7"`, name the same version.
 * @throws IfMatchMissing 428 when the header is absent
 * @throws HeaderInvalid 400 when it is not one entity tag of ours
 */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined) throw new IfMatchMissing();
    const version = ENTITY_TAG.test(header) ? plainEntityTag(header) : undefined;
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
