import { Controller, Delete, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CurrentDevice, type Device } from '../device/device';
import { IdentityListResponse, toIdentityResponse } from './identity.dto';
import { IdentityNotFound, LastMethod } from './identity.errors';
import { IdentityService } from './identity.service';

@ApiTags('google')
@TagDescription('Sign-in with Google, and the identities that are linked to an account')
@Controller('auth/identities')
export class IdentityController {
  constructor(private readonly identities: IdentityService) {}

  @Get()
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'List your linked identities',
    description: 'What you can sign in with besides a password.',
    response: IdentityListResponse,
  })
  async listIdentities(@CurrentUser() caller: Caller): Promise<IdentityListResponse> {
    return { items: (await this.identities.list(caller)).map(toIdentityResponse) };
  }

  @Delete(':id')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'Unlink an identity',
    description:
      'It cannot be used to sign in any more. Your last way to sign in cannot be unlinked: choose a password first.',
    status: 204,
    errors: [IdentityNotFound, LastMethod],
  })
  deleteIdentity(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @CurrentDevice() device: Device,
  ): Promise<void> {
    return this.identities.unlink(caller, id, device);
  }
}
