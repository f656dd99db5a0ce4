import os from 'node:os';
import { type NatsConnection, connect } from 'nats';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { followClock } from '../../../libs/common/nats/src/test-clock.ts';
import { type Account, NOBODY } from './account.mts';
import type { Checkout } from './checkout.mts';

/** Keeps the time of the platform's domain, so that pages of the stand-in close when the platform says so. */
export class PlatformClock {
  private readonly account: Account;
  private readonly checkout: Checkout;
  private connection: NatsConnection | undefined;

  constructor(account: Account, checkout: Checkout) {
    this.account = account;
    this.checkout = checkout;
  }

  /** @param brokerUrl of the platform's broker, with a user that may read there */
  async follow(brokerUrl: string): Promise<void> {
    await this.stop();
    const { host, username, password } = new URL(brokerUrl);
    const user = username ? { user: username, pass: decodeURIComponent(password) } : {};
    this.connection = await connect({ servers: host, maxReconnectAttempts: -1, ...user });
    await followClock(this.connection, {
      namespace: '',
      name: { service: 'stripe', host: os.hostname(), pid: process.pid },
      move: (offsetMs) => this.move(offsetMs),
      fail: (error) => process.stderr.write(`The test clock is not followed: ${String(error)}\n`),
    });
  }

  async stop(): Promise<void> {
    await this.connection?.close();
  }

  private move(offsetMs: number): void {
    this.account.moveClock(offsetMs);
    for (const session of this.account.all('checkout.session')) {
      const isOver = session.status === 'open' && this.checkout.isOverdue(session);
      if (isOver) this.account.together(() => this.checkout.expire(session, NOBODY));
    }
  }
}
