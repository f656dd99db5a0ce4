import { Injectable } from '@nestjs/common';
import { signAccessToken } from '@course-plateform/common/auth';
import { Clock, DAY_MS, RealClock } from '@course-plateform/common/kernel';
import { type Permission, permissionsOf } from '@course-plateform/types/platform';
import type { Account } from '../account/account.entity';
import { AccountSuspended } from '../account/account.errors';
import { AuthServiceSettings } from '../env';
import { SigningKeys } from '../signing-key/signing-keys';
import type { Device } from '../device/device';
import { RefreshToken } from './refresh-token.entity';
import { hashOfToken, newSecretToken } from './secret-token';
import { type SignInResponse, toSignInResponse } from './session.dto';
import { Session } from './session.entity';
import { InvalidCredentials } from './session.errors';

/** Makes the tokens of sessions. Stores nothing: that is for the unit of work of the caller. */
@Injectable()
export class SessionIssuer {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: RealClock,
    private readonly domainClock: Clock,
    private readonly settings: AuthServiceSettings,
  ) {}

  /**
   * A new session with its first pair of tokens.
   * @throws AccountSuspended; InvalidCredentials when the account was erased just now
   */
  async open(
    account: Account,
    device: Device,
  ): Promise<{ rows: [Session, RefreshToken]; response: SignInResponse }> {
    const now = this.clock.now();
    if (account.erasedAt) throw new InvalidCredentials();
    if (account.isSuspended(this.domainClock.now())) throw new AccountSuspended();
    const session = new Session({
      accountId: account.id,
      device,
      expiresAt: this.expiryFrom(now),
      now,
    });
    const { row, response } = await this.nextTokens(account, session);
    return { rows: [session, row], response };
  }

  /** The next pair of tokens of a session. */
  async nextTokens(
    account: Account,
    session: Session,
  ): Promise<{ row: RefreshToken; response: SignInResponse }> {
    const refreshToken = newSecretToken();
    const row = new RefreshToken({
      sessionId: session.id,
      tokenHash: hashOfToken(refreshToken),
      now: this.clock.now(),
    });
    const accessToken = await this.accessToken(account, session.id);
    const expiresIn = this.settings.accessTokenSeconds;
    return { row, response: toSignInResponse(account, { accessToken, refreshToken, expiresIn }) };
  }

  /** How long a second exchange of the same token is taken for a race, in milliseconds. */
  get raceWindowMs(): number {
    return this.settings.refreshRaceSeconds * 1000;
  }

  /** How many open sessions an account may have. */
  get sessionsMax(): number {
    return this.settings.sessionsMax;
  }

  /** When a session that is used now ends by itself. */
  expiryFrom(now: Date): Date {
    return new Date(now.getTime() + this.settings.refreshTokenDays * DAY_MS);
  }

  /** Those of the role, but for what is withheld until the e-mail address is confirmed. */
  private permissionsFor({ role, emailVerifiedAt }: Account): readonly Permission[] {
    const all = permissionsOf(role);
    if (emailVerifiedAt) return all;
    return all.filter((one) => !this.settings.unverifiedPermissionsWithheld.includes(one));
  }

  private accessToken(account: Account, sessionId: string): Promise<string> {
    return signAccessToken(
      {
        userId: account.id,
        sessionId,
        role: account.role,
        permissions: this.permissionsFor(account),
        roleVersion: account.roleVersion,
      },
      {
        ...this.keys.current,
        issuer: this.settings.tokenIssuer,
        audience: this.settings.tokenAudience,
        issuedAt: this.clock.now(),
        lifetime: this.settings.accessTokenSeconds,
      },
    );
  }
}
