import { Module } from '@nestjs/common';
import { SecurityEventModule } from '../security-event/security-event.module';
import { SessionModule } from '../session/session.module';
import { AccountErasureService } from './account-erasure.service';
import { UserAccountEventHandler } from './user-account.events';
import { UserAccountReadModels } from './user-account.read-models';
import { UserAccountService } from './user-account.service';

@Module({
  imports: [SecurityEventModule, SessionModule],
  providers: [
    UserAccountService,
    AccountErasureService,
    UserAccountEventHandler,
    UserAccountReadModels,
  ],
})
export class UserAccountModule {}
