import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  EarningEntryListQuery,
  EarningEntryPageResponse,
  EarningQuery,
  EarningStatementListQuery,
  EarningStatementPageResponse,
  EarningsResponse,
} from './earning.dto';
import { EarningQueryService } from './earning-query.service';

@ApiTags('earnings')
@TagDescription('What instructors earn')
@Controller('earnings')
export class EarningController {
  constructor(private readonly queries: EarningQueryService) {}

  @Get()
  @Auth(Permission.earningRead)
  @Operation({
    summary: 'Get your earnings',
    description:
      'Balances by currency. Your share of a sale is held until its refund window ends and available then; a refund takes its part back. Admins can read those of any instructor.',
    response: EarningsResponse,
  })
  getEarnings(
    @CurrentUser() caller: Caller,
    @Query() query: EarningQuery,
  ): Promise<EarningsResponse> {
    return this.queries.get(caller, query.instructorId);
  }

  @Get('entries')
  @Auth(Permission.earningRead)
  @Operation({
    summary: 'List entries of your earnings',
    description:
      'Everything that changed your balance, newest first: sales, refunds, disputes and payouts. Entries are only added; a correction is an entry of its own.',
    response: EarningEntryPageResponse,
  })
  listEarningEntries(
    @CurrentUser() caller: Caller,
    @Query() query: EarningEntryListQuery,
  ): Promise<EarningEntryPageResponse> {
    return this.queries.listEntries(caller, query);
  }

  @Get('statements')
  @Auth(Permission.earningRead)
  @Operation({
    summary: 'List your monthly statements',
    description:
      'One for each calendar month (UTC) and currency with entries, newest first. It is made soon after the month has ended and never changes: a correction is in the month in which it is posted.',
    response: EarningStatementPageResponse,
  })
  listEarningStatements(
    @CurrentUser() caller: Caller,
    @Query() query: EarningStatementListQuery,
  ): Promise<EarningStatementPageResponse> {
    return this.queries.listStatements(caller, query);
  }
}
