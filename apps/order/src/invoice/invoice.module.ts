import { Module } from '@nestjs/common';
import { Invoices } from './invoices.service';

@Module({ providers: [Invoices], exports: [Invoices] })
export class InvoiceModule {}
