import { Module } from '@nestjs/common';
import { TransactionController } from './transaction.controller';
import { TransactionQueryService } from './transaction-query.service';
import { TransactionRepository } from './transaction.repository';

@Module({
  controllers: [TransactionController],
  providers: [TransactionQueryService, TransactionRepository],
})
export class TransactionModule {}
