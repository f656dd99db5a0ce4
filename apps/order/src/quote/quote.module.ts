import { Module } from '@nestjs/common';
import { BasketService } from './basket.service';
import { PricingService } from './pricing.service';
import { QuoteClaimService } from './quote-claim.service';
import { QuoteController } from './quote.controller';
import { QuoteEventHandler } from './quote.events';
import { QuoteQueryService } from './quote-query.service';
import { QuoteService } from './quote.service';

@Module({
  controllers: [QuoteController],
  providers: [
    QuoteService,
    QuoteEventHandler,
    QuoteQueryService,
    QuoteClaimService,
    BasketService,
    PricingService,
  ],
  exports: [BasketService, QuoteClaimService],
})
export class QuoteModule {}
