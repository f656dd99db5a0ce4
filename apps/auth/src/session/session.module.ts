import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { LoginThrottler } from './login-throttle';
import { SessionCleaner } from './session.cleaner';
import { SessionController } from './session.controller';
import { SessionEnder } from './session-ender';
import { SessionIssuer } from './session.issuer';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';
import { TokenRefreshService } from './token-refresh.service';

@Module({
  imports: [AccountModule],
  controllers: [SessionController],
  providers: [
    SessionService,
    SessionIssuer,
    SessionEnder,
    SignInService,
    TokenRefreshService,
    LoginThrottler,
    SessionCleaner,
  ],
  exports: [SessionIssuer],
})
export class SessionModule {}
