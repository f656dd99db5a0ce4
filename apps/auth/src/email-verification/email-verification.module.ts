import { Module } from '@nestjs/common';
import { SETTINGS } from '@course-plateform/common/http';
import { MailModule } from '@course-plateform/common/mail';
import type { AuthServiceSettings } from '../env';
import { EmailVerificationController } from './email-verification.controller';
import { EmailVerificationService } from './email-verification.service';

const mail = MailModule.forRootAsync({
  inject: [SETTINGS],
  useFactory: ({ smtpUrl, mailFrom }: AuthServiceSettings) => ({ smtpUrl, from: mailFrom }),
});

@Module({
  imports: [mail],
  controllers: [EmailVerificationController],
  providers: [EmailVerificationService],
  exports: [EmailVerificationService],
})
export class EmailVerificationModule {}
