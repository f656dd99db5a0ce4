import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import { Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  LedgerEntryListQuery,
  LedgerEntryPageResponse,
  TrialBalanceResponse,
  toTrialBalanceResponse,
} from './ledger.dto';
import { LedgerEntryQueryService } from './ledger-entry-query.service';
import { TrialBalance } from './trial-balance.service';

@ApiTags('ledger')
@TagDescription('The books of the platform')
@Controller('ledger')
export class LedgerController {
  constructor(
    private readonly balance: TrialBalance,
    private readonly entries: LedgerEntryQueryService,
  ) {}

  @Get('trial-balance')
  @Auth(Permission.ledgerRead)
  @Operation({
    summary: 'Get the trial balance',
    description:
      'All debits and credits of each account. Every posting is balanced, so debits less credits of a currency are zero; anything else is a bug or a change by hand.',
    response: TrialBalanceResponse,
  })
  async getTrialBalance(): Promise<TrialBalanceResponse> {
    return toTrialBalanceResponse(await this.balance.totals());
  }

  @Get('entries')
  @Auth(Permission.ledgerRead)
  @Operation({
    summary: 'List ledger entries',
    description:
      'Newest first. Filters narrow one another: `account` with `currency` and a range of `postedAt` is the statement of an account, `orderId` everything that was posted about an order.',
    response: LedgerEntryPageResponse,
  })
  listLedgerEntries(@Query() query: LedgerEntryListQuery): Promise<LedgerEntryPageResponse> {
    return this.entries.list(query);
  }
}
