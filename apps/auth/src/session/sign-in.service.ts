import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from './device';
import { PasswordCheckService } from './password-check.service';
import type { SessionCreateDto, SignInResponse } from './session.dto';
import { SessionIssuer } from './session.issuer';

/** Signs people in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly passwords: PasswordCheckService,
    private readonly sessions: SessionIssuer,
    private readonly unitOfWork: UnitOfWork,
    private readonly securityLog: SecurityLog,
  ) {}

  /** @throws TooManyAttempts, InvalidCredentials */
  async signIn({ email, password }: SessionCreateDto, device: Device): Promise<SignInResponse> {
    const account = await this.passwords.check(email, password, device);
    const { rows, answer } = await this.sessions.open(account, device);
    const { id } = account;
    return this.unitOfWork.run((em) => {
      em.persist(rows);
      const type = SecurityEventType.signIn;
      this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      return Promise.resolve(answer);
    });
  }
}
