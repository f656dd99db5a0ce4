import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { MoneyInvalid } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { BankReceiptQueryService } from './bank-receipt-query.service';
import {
  BankTransferListQuery,
  BankTransferPageResponse,
  BankTransferResponse,
  ConfirmationCreateDto,
} from './bank-receipt.dto';
import { BankReceiptService } from './bank-receipt.service';
import {
  BankTransferNotFound,
  PaymentAmountInvalid,
  PaymentCurrencyMismatch,
  PaymentDuplicateReceipt,
} from './bank-receipt.errors';

@ApiTags('bank transfers')
@TagDescription('Bank transfers that admins confirm')
@Controller('bank-transfers')
export class BankReceiptController {
  constructor(
    private readonly transfers: BankReceiptService,
    private readonly queries: BankReceiptQueryService,
  ) {}

  @Get()
  @Auth(Permission.paymentConfirm)
  @Operation({
    summary: 'List bank transfers',
    description:
      'Payments by bank transfer with what has been received for them, newest first, for those who confirm receipts.',
    response: BankTransferPageResponse,
  })
  listBankTransfers(@Query() query: BankTransferListQuery): Promise<BankTransferPageResponse> {
    return this.queries.list(query);
  }

  @Post(':id/confirmations')
  @Auth(Permission.paymentConfirm)
  @IdempotencyRequired()
  @Operation({
    summary: 'Confirm a received bank transfer',
    description:
      'Records an amount and its bank reference, which counts once. The whole amount pays the order and starts the enrollment. Too little waits for the rest, a surplus is recorded, and what arrives after the order has ended needs a review.',
    status: 201,
    location: '/api/v1/bank-transfers',
    response: BankTransferResponse,
    errors: [
      BankTransferNotFound,
      PaymentDuplicateReceipt,
      PaymentCurrencyMismatch,
      PaymentAmountInvalid,
      MoneyInvalid,
    ],
  })
  confirmBankTransfer(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: ConfirmationCreateDto,
  ): Promise<BankTransferResponse> {
    return this.transfers.confirm(caller, id, body);
  }
}
