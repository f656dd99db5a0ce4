import { Module } from '@nestjs/common';
import { BillingDetailsController } from './billing-details.controller';
import { BillingDetailsEventHandler } from './billing-details.events';
import { BillingDetailsService } from './billing-details.service';

@Module({
  controllers: [BillingDetailsController],
  providers: [BillingDetailsService, BillingDetailsEventHandler],
})
export class BillingDetailsModule {}
