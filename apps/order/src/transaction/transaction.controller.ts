import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { TransactionListQuery, TransactionPageResponse } from './transaction.dto';
import { TransactionQueryService } from './transaction-query.service';

@ApiTags('transactions')
@TagDescription('Charges and refunds')
@Controller('transactions')
export class TransactionController {
  constructor(private readonly queries: TransactionQueryService) {}

  @Get()
  @Auth(Permission.transactionRead)
  @Operation({
    summary: 'List charges and refunds',
    description: 'Newest first. You see your own, administrators those of everybody.',
    response: TransactionPageResponse,
  })
  listTransactions(
    @CurrentUser() caller: Caller,
    @Query() query: TransactionListQuery,
  ): Promise<TransactionPageResponse> {
    return this.queries.list(caller, query);
  }
}
