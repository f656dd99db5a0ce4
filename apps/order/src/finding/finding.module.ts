import { Module } from '@nestjs/common';
import { Findings } from './findings.service';

/** Where findings are opened and closed, for whoever finds something. */
@Module({ providers: [Findings], exports: [Findings] })
export class FindingModule {}
