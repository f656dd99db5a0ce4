import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IfMatch, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { BillingDetailsResponse, BillingDetailsUpdateDto } from './billing-details.dto';
import { BillingDetailsService } from './billing-details.service';

@ApiTags('billing-details')
@TagDescription('What buyers want on their invoices: name, company, address and VAT id')
@Controller('billing-details')
export class BillingDetailsController {
  constructor(private readonly details: BillingDetailsService) {}

  @Get()
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Get your billing details',
    description: 'What your next invoices say about you. All is null as long as nothing is saved.',
    response: BillingDetailsResponse,
  })
  getBillingDetails(@CurrentUser() caller: Caller): Promise<BillingDetailsResponse> {
    return this.details.get(caller);
  }

  @Put()
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'Save your billing details',
    description:
      'Replaces all of them. An invoice takes them over when its order is paid, and never changes afterwards, so save them before you pay. The first time, `If-Match` is `"0"`.',
    response: BillingDetailsResponse,
  })
  saveBillingDetails(
    @CurrentUser() caller: Caller,
    @IfMatch() version: number,
    @Body() body: BillingDetailsUpdateDto,
  ): Promise<BillingDetailsResponse> {
    return this.details.save(caller, version, body);
  }

  @Delete()
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'Delete your billing details',
    description: 'Invoices that are issued keep their copy, as the law wants.',
    status: 204,
  })
  deleteBillingDetails(@CurrentUser() caller: Caller, @IfMatch() version: number): Promise<void> {
    return this.details.remove(caller, version);
  }
}
