import { Controller, Delete } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { LastAdmin } from '../profile/last-admin.errors';
import { ProfileNotFound } from '../profile/profile.errors';
import { ErasureService } from './erasure.service';

@ApiTags('user administration')
@Controller('users')
export class ErasureController {
  constructor(private readonly erasures: ErasureService) {}

  @Delete(':id')
  @Auth(Permission.userManage)
  @Operation({
    summary: 'Erase a user',
    description:
      'Removes name, phone number, pictures and texts, ends all sessions and frees the e-mail address; the other services follow within seconds. Orders and reviews stay as those of a former learner. Repeating it changes nothing, whatever the version. It cannot be undone.',
    status: 204,
    errors: [ProfileNotFound, LastAdmin],
  })
  deleteUser(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.erasures.erase(caller, id, version);
  }
}
