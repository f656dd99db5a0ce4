import { createHash } from 'node:crypto';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type ReplayThrottle, clientAddress, clientNetworks } from '@course-plateform/common/http';
import { RealClock } from '@course-plateform/common/kernel';
import { type PostgresEntityManager, sqlForkOf } from '@course-plateform/common/persistence';
import { emailKeyOf } from '../account/account.entity';
import { AuthServiceSettings } from '../env';
import { LoginThrottle } from './login-throttle.entity';
import { TooManyAttempts } from './session.errors';

interface Counter {
  readonly key: string;
  /** Attempts without a wait. */
  readonly free: number;
}

/** An attempt that is in progress. It counts as failed until it is said to have succeeded. */
export interface LoginAttempt {
  readonly account: Counter;
  /** The address, or the networks it is in. */
  readonly networks: readonly Counter[];
}

/**
 * Slows down guessing: each failed sign-in in a row doubles the wait, for the account and for the IP address. The
 * database counts before the password is looked at, so parallel guesses count as well.
 */
@Injectable()
export class LoginThrottler implements ReplayThrottle {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: RealClock,
    private readonly settings: AuthServiceSettings,
  ) {}

  /** @throws TooManyAttempts while it must be waited; such a try does not count */
  async begin(email: string, ip: string): Promise<LoginAttempt> {
    const { loginFreeAttempts, loginFreeAttemptsPerAddress } = this.settings;
    const attempt = {
      account: { key: hashed('email', emailKeyOf(email)), free: loginFreeAttempts },
      networks: clientNetworks(ip).map(({ name, share }) => ({
        key: hashed('ip', name),
        free: loginFreeAttemptsPerAddress * share,
      })),
    };
    for (const network of attempt.networks) await this.count(network);
    await this.count(attempt.account);
    return attempt;
  }

  /**
   * Counts a replay of a request that proved a password as a failed attempt: its key may be known, and then each replay
   * tells whether the password is right.
   */
  async countReplay(request: FastifyRequest): Promise<void> {
    const { email, linkTicket } = request.body as { email?: string; linkTicket?: string };
    await this.begin(email ?? linkTicket ?? '', clientAddress(request));
  }

  /** Forgets the account's failures, and takes this attempt from those of the address and its networks. */
  async succeed({ account, networks }: LoginAttempt): Promise<void> {
    const em = this.fork();
    await em.nativeDelete(LoginThrottle, { key: account.key });
    await em.execute(
      'update "login_throttle" set "attempts" = greatest("attempts" - 1, 0) where "key" = any(?::text[])',
      [`{${networks.map(({ key }) => key).join(',')}}`],
    );
  }

  /** Forgets the failures with an address, inside a unit of work. */
  async forget(em: EntityManager, email: string): Promise<void> {
    await em.nativeDelete(LoginThrottle, { key: hashed('email', emailKeyOf(email)) });
  }

  private async count({ key, free }: Counter): Promise<void> {
    const now = this.clock.now();
    const longest = this.settings.loginWaitMaxSeconds;
    const forgottenBefore = new Date(now.getTime() - longest * 1000);
    const wait = waitSeconds(free, longest);
    const counted = await this.fork().execute<{ attempts: number }[]>(
      `insert into "login_throttle" as t ("key", "attempts", "last_at") values (?, 1, ?)
       on conflict ("key") do update
         set "attempts" = case when t."last_at" < ? then 1 else t."attempts" + 1 end,
             "last_at" = greatest(t."last_at", excluded."last_at")
         -- Attempts overtake each other on their way here: one that was begun earlier has not to wait for that.
         where t."last_at" + make_interval(secs => ${wait}) <= greatest(t."last_at", excluded."last_at")
       returning t."attempts"`,
      [key, now, forgottenBefore],
    );
    if (counted.length > 0) return;
    const retryAfter = await this.secondsLeft(key, wait, now);
    throw new TooManyAttempts({ retryAfter, params: { seconds: retryAfter } });
  }

  private async secondsLeft(key: string, wait: string, now: Date): Promise<number> {
    const rows = await this.fork().execute<{ left: string }[]>(
      `select extract(epoch from t."last_at" + make_interval(secs => ${wait}) - ?::timestamptz) as left
       from "login_throttle" as t where "key" = ?`,
      [now, key],
    );
    return Math.max(1, Math.ceil(Number(rows[0]?.left ?? 1)));
  }

  /** Outside of any transaction: an attempt counts whatever becomes of it. */
  private fork(): PostgresEntityManager {
    return sqlForkOf(this.em);
  }
}

function hashed(kind: string, value: string): string {
  return createHash('sha256').update(`${kind}:${value}`).digest('base64url');
}

/**
 * SQL for the wait after a row's attempts: 2, 4, 8 … seconds beyond the free ones.
 * @param longest in seconds
 */
function waitSeconds(free: number, longest: number): string {
  return `case when t."attempts" < ${free} then 0
    else least(${longest}, power(2, least(t."attempts" - ${free} + 1, 30))) end`;
}
