import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  AuditEventListQuery,
  AuditEventPageResponse,
  SecurityEventListQuery,
  SecurityEventPageResponse,
} from './security-event.dto';
import { SecurityEventQueryService } from './security-event-query.service';

@ApiTags('security events')
@TagDescription('Security events: of your own account, and for admins of all accounts')
@Controller('auth')
export class SecurityEventController {
  constructor(private readonly queries: SecurityEventQueryService) {}

  @Get('security-events')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'List security events of your account',
    description:
      'Sign-ins, failed sign-ins, password changes, ended sessions and the like, newest first, each with its time, device and coarse location.',
    response: SecurityEventPageResponse,
  })
  listSecurityEvents(
    @CurrentUser() caller: Caller,
    @Query() query: SecurityEventListQuery,
  ): Promise<SecurityEventPageResponse> {
    return this.queries.listMine(caller, query);
  }

  @Get('audit-events')
  @Auth(Permission.auditRead)
  @Operation({
    summary: 'List security events of all accounts',
    description: 'The audit trail that administrators search by user, kind and time, newest first.',
    response: AuditEventPageResponse,
  })
  listAuditEvents(@Query() query: AuditEventListQuery): Promise<AuditEventPageResponse> {
    return this.queries.listAll(query);
  }
}
