import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, RateLimit, TagDescription, Unversioned } from '@course-plateform/common/http';
import { JwkSetResponse } from './jwks.dto';
import { SigningKeys } from './signing-keys';

@ApiTags('keys')
@TagDescription('The public keys that access tokens are verified with')
@Unversioned()
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @RateLimit('none')
  @Public({ ignoresToken: true })
  @Header('Cache-Control', 'public, max-age=300')
  @Operation({
    summary: 'Read the public signing keys',
    description:
      'The JSON Web Key Set (RFC 7517) with the public keys of access tokens: the current key, the next one and the previous one. Services and front ends verify tokens with it. It may be cached for as long as the response says; fetch it again when a token names an unknown key.',
    response: JwkSetResponse,
    returns: 'The JSON Web Key Set (RFC 7517)',
  })
  async getJwks(): Promise<JwkSetResponse> {
    return (await this.keys.load()) as JwkSetResponse;
  }
}
