import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { IdentityModule } from '../identity/identity.module';
import { SecurityEventModule } from '../security-event/security-event.module';
import { SessionModule } from '../session/session.module';
import { GoogleController } from './google.controller';
import { GoogleProvider } from './google-provider';
import { GoogleRegistrationService } from './google-registration.service';
import { GoogleSignInService } from './google-sign-in.service';
import { OauthFlowService } from './oauth-flow.service';
import { IdentityLinkController } from './identity-link.controller';
import { IdentityLinkService } from './identity-link.service';
import { OauthTickets } from './oauth-tickets';

@Module({
  imports: [AccountModule, SessionModule, SecurityEventModule, IdentityModule],
  controllers: [GoogleController, IdentityLinkController],
  providers: [
    GoogleProvider,
    OauthFlowService,
    GoogleSignInService,
    GoogleRegistrationService,
    IdentityLinkService,
    OauthTickets,
  ],
})
export class GoogleModule {}
