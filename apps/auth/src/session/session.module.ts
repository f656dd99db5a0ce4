import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { SecurityEventModule } from '../security-event/security-event.module';
import { AdminSessionController } from './admin-session.controller';
import { LoginThrottler } from './login-throttle';
import { NewDeviceService } from './new-device.service';
import { PasswordCheckService } from './password-check.service';
import { SessionJob } from './session.job';
import { SessionController } from './session.controller';
import { SessionEnder } from './session-ender';
import { SessionIssuer } from './session-issuer';
import { SessionOpeningService } from './session-opening.service';
import { SessionReadModels } from './session.read-models';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';
import { TokenRefreshService } from './token-refresh.service';
import { TokenReuseService } from './token-reuse.service';

@Module({
  imports: [AccountModule, SecurityEventModule],
  controllers: [SessionController, AdminSessionController],
  providers: [
    SessionService,
    SessionIssuer,
    SessionEnder,
    SessionOpeningService,
    SignInService,
    PasswordCheckService,
    NewDeviceService,
    TokenRefreshService,
    TokenReuseService,
    LoginThrottler,
    SessionJob,
    SessionReadModels,
  ],
  exports: [
    SessionIssuer,
    SessionEnder,
    SessionOpeningService,
    PasswordCheckService,
    LoginThrottler,
  ],
})
export class SessionModule {}
