import { Module } from '@nestjs/common';
import { PeriodicJobs } from '@course-plateform/common/persistence';
import { AccountModule } from '../account/account.module';
import { LoginThrottler } from './login-throttle';
import { SessionJob } from './session.job';
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
    SessionJob,
    PeriodicJobs,
  ],
  exports: [SessionIssuer],
})
export class SessionModule {}
