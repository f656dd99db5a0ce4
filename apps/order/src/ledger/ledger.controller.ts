import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import { Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { TrialBalanceResponse, toTrialBalanceResponse } from './ledger.dto';
import { TrialBalance } from './trial-balance.service';

@ApiTags('ledger')
@TagDescription('The books of the platform')
@Controller('ledger')
export class LedgerController {
  constructor(private readonly balance: TrialBalance) {}

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
}
