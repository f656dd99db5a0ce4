import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { SettingsInvalid } from '@course-plateform/common/config';
import { RealClock, RequestContext } from '@course-plateform/common/kernel';
import { UpstreamUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { Role } from '@course-plateform/types/platform';
import { AuthServiceSettings } from '../env';
import { EmailTaken } from './account.errors';
import { AccountRepository } from './account.repository';
import { AccountService } from './account.service';
import { firstAdminProblems, firstAdminRequest } from './first-admin.rules';

/** The delay between two attempts while the user service or the database is unavailable, in milliseconds. */
const RETRY_MS = 500;

/**
 * Registers the first admin from the settings in the background, because the service also starts without the user
 * service. An existing account with that address stays unchanged, also one that another replica has just created.
 */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly accounts: AccountService,
    private readonly repository: AccountRepository,
    private readonly clock: RealClock,
    private readonly logger: Logger,
    private readonly settings: AuthServiceSettings,
  ) {}

  /** @throws SettingsInvalid when only one of the two settings is set, or they are not valid */
  onApplicationBootstrap(): void {
    const { firstAdminEmail: email, firstAdminPassword: password } = this.settings;
    const problems = firstAdminProblems(email, password, this.settings.commonPasswords);
    if (problems.length > 0) throw new SettingsInvalid('auth', problems);
    if (email !== undefined && password !== undefined) void this.keepTrying(email, password);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async keepTrying(email: string, password: string): Promise<void> {
    try {
      await this.ensure(email, password);
    } catch (error) {
      if (!(error instanceof UpstreamUnavailable)) {
        this.logger.warn({ err: error }, 'first admin not registered yet; will retry');
      }
      if (this.stopped) return;
      this.timer = setTimeout(() => void this.keepTrying(email, password), RETRY_MS);
    }
  }

  /**
   * Registers the first admin unless the account exists; safe with several replicas.
   * @throws UpstreamUnavailable
   */
  ensure(email: string, password: string): Promise<void> {
    return RequestContext.run(new RequestContext(), () => this.registerOnce(email, password));
  }

  private async registerOnce(email: string, password: string): Promise<void> {
    try {
      await this.register(email, password);
      this.logger.info({}, 'first admin registered');
    } catch (error) {
      if (!(error instanceof EmailTaken)) throw error;
      await this.checkRole(email);
    }
  }

  /** Logs when the existing account is not an admin: another user may have registered the address first. */
  private async checkRole(email: string): Promise<void> {
    const account = await this.repository.findByEmail(email);
    if (account?.role === Role.admin) return;
    this.logger.warn({}, 'account with FIRST_ADMIN_EMAIL is not an admin; set another address');
  }

  private register(email: string, password: string): Promise<void> {
    return this.accounts.open(firstAdminRequest(email, password), Role.admin, (account) => {
      account.verifyEmail(this.clock.now());
      return Promise.resolve({ store: () => undefined, response: undefined });
    });
  }
}
