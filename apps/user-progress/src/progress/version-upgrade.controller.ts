import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CurriculumNotFound } from '../curriculum/curriculum.errors';
import {
  EnrollmentDisputed,
  EnrollmentNotFound,
  EnrollmentOver,
} from '../enrollment/enrollment.errors';
import { EnrollmentUpToDate } from './progress.errors';
import { VersionUpgradeResponse } from './version-upgrade.dto';
import { VersionUpgradeService } from './version-upgrade.service';

@ApiTags('progress')
@Controller('enrollments/:id/version-upgrades')
export class VersionUpgradeController {
  constructor(private readonly upgrades: VersionUpgradeService) {}

  @Get()
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Preview the newest version of a course',
    description:
      'The lessons that would be added and removed if you moved to the newest publication, and your percentage before and after. Nothing changes.',
    response: VersionUpgradeResponse,
    errors: [EnrollmentNotFound, EnrollmentOver, EnrollmentDisputed, CurriculumNotFound],
  })
  previewVersionUpgrade(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<VersionUpgradeResponse> {
    return this.upgrades.preview(caller, id);
  }

  @Post()
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Upgrade to the newest version',
    description:
      'From now on you learn the newest publication. What you completed stays completed, and so does a completed course, even if there are new lessons.',
    status: 201,
    location: '/api/v1/enrollments/{enrollmentId}',
    response: VersionUpgradeResponse,
    errors: [
      EnrollmentNotFound,
      EnrollmentOver,
      EnrollmentDisputed,
      EnrollmentUpToDate,
      CurriculumNotFound,
    ],
  })
  upgradeVersion(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<VersionUpgradeResponse> {
    return this.upgrades.upgrade(caller, id);
  }
}
