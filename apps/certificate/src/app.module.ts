import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { CertificateModule } from './certificate/certificate.module';
import { CertificateSettings } from './env';
import { database } from './mikro-orm.config';

@Module({ imports: [CertificateModule] })
export class AppModule {}

export const service = defineService({
  settings: CertificateSettings,
  database,
  module: AppModule,
});
