import { Module } from '@nestjs/common';
import { BuyerMails } from './buyer-mails.service';

@Module({ providers: [BuyerMails], exports: [BuyerMails] })
export class BuyerMailModule {}
