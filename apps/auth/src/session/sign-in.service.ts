import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { AccountRepository } from '../account/account.repository';
import { PasswordHasher } from '../account/password-hasher';
import type { Device } from './device';
import { LoginThrottler } from './login-throttle';
import type { SessionCreateDto, SignInResponse } from './session.dto';
import { InvalidCredentials } from './session.errors';
import { SessionIssuer } from './session.issuer';

/** Signs people in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly throttler: LoginThrottler,
    private readonly sessions: SessionIssuer,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws TooManyAttempts; InvalidCredentials, after the same time whether there is such an account or not */
  async signIn({ email, password }: SessionCreateDto, device: Device): Promise<SignInResponse> {
    const attempt = await this.throttler.begin(email, device.ip);
    const account = await this.accounts.findByEmail(email);
    const matches = await this.hasher.matches(password, account?.passwordHash);
    if (!account || !matches) throw new InvalidCredentials();
    await this.throttler.succeed(attempt);
    const { rows, answer } = await this.sessions.open(account, device);
    return this.unitOfWork.run((em) => {
      em.persist(rows);
      return Promise.resolve(answer);
    });
  }
}
