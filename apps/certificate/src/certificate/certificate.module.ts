import { Module } from '@nestjs/common';
import { CertificateController } from './certificate.controller';
import { CertificateEventHandler } from './certificate.events';
import { CertificateQueryService } from './certificate-query.service';
import { CertificateRepository } from './certificate.repository';
import { CertificateService } from './certificate.service';
import { HolderJob } from './holder.job';
import { HolderService } from './holder.service';
import { RevocationService } from './revocation.service';

@Module({
  controllers: [CertificateController],
  providers: [
    CertificateService,
    CertificateQueryService,
    CertificateRepository,
    CertificateEventHandler,
    RevocationService,
    HolderService,
    HolderJob,
  ],
})
export class CertificateModule {}
