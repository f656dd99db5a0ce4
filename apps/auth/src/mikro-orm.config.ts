import { platformEntities } from '@course-plateform/common/service';
import { mailEntities } from '@course-plateform/common/mail';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { Account } from './account/account.entity';
import { EmailVerification } from './email-verification/email-verification.entity';
import { OauthTicket } from './google/oauth-ticket.entity';
import { OauthTransaction } from './google/oauth-transaction.entity';
import { Identity } from './identity/identity.entity';
import { migrations } from './migrations';
import { PasswordReset } from './password-reset/password-reset.entity';
import { SecurityEvent } from './security-event/security-event.entity';
import { LoginThrottle } from './session/login-throttle.entity';
import { RefreshToken } from './session/refresh-token.entity';
import { Session } from './session/session.entity';
import { SigningKey } from './signing-key/signing-key.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [
    ...platformEntities,
    ...mailEntities,
    Account,
    Session,
    RefreshToken,
    LoginThrottle,
    EmailVerification,
    PasswordReset,
    SigningKey,
    Identity,
    OauthTransaction,
    OauthTicket,
    SecurityEvent,
  ],
  migrations,
};
