import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, RateLimit, Unversioned } from '@course-plateform/common/http';
import { JwkSetResponse } from './jwks.dto';
import { SigningKeys } from './signing-keys';

@ApiTags('keys')
@Unversioned()
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @RateLimit('none')
  @Public({ ignoresToken: true })
  @Header('Cache-Control', 'public, max-age=300')
  @Operation({
    summary: 'Read the public keys of access tokens (RFC 7517)',
    answer: JwkSetResponse,
  })
  async getJwks(): Promise<JwkSetResponse> {
    return (await this.keys.load()) as JwkSetResponse;
  }
}
