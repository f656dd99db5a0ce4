import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  AuditEventListQuery,
  AuditEventPageResponse,
  SecurityEventListQuery,
  SecurityEventPageResponse,
} from './security-event.dto';
import { SecurityEventQueryService } from './security-event-query.service';

@ApiTags('security events')
@Controller('auth')
export class SecurityEventController {
  constructor(private readonly queries: SecurityEventQueryService) {}

  @Get('security-events')
  @Auth(Permission.accountManage)
  @Operation({
    summary: 'List what happened to your account, newest first',
    answer: SecurityEventPageResponse,
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
    summary: 'List what happened to all accounts, newest first',
    answer: AuditEventPageResponse,
  })
  listAuditEvents(@Query() query: AuditEventListQuery): Promise<AuditEventPageResponse> {
    return this.queries.listAll(query);
  }
}
