import os from 'node:os';
import { Injectable } from '@nestjs/common';
import { Clock, MovableClock, SECOND_MS } from '@course-plateform/common/kernel';
import { BrokerConnection, NatsSettings, followClock } from '@course-plateform/common/nats';
import { Logger } from '@course-plateform/common/observability';

/** How long a start waits for the broker, in milliseconds. After that the service starts on real time. */
const WAIT_MS = 5 * SECOND_MS;
/** No timeout: the longest delay of a timer, in milliseconds. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** Lets `npm run clock` move the time of the domain in this process. Only used with the setting `TEST_CLOCK`. */
@Injectable()
export class TestClock {
  constructor(
    private readonly link: BrokerConnection,
    private readonly settings: NatsSettings,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Resolves when the process keeps the time that was set last, or the broker lets it wait for too long. */
  async follow(): Promise<void> {
    if (await this.followWithin(WAIT_MS)) return;
    this.logger.warn({}, 'test clock unreachable; real time until the broker is back');
    void this.followWithin(NO_LIMIT_MS);
  }

  private async followWithin(waitMs: number): Promise<boolean> {
    const { service, natsNamespace: namespace } = this.settings;
    const connection = await this.link.connection(waitMs);
    if (!connection) return false;
    await followClock(connection, {
      namespace,
      name: { service, host: os.hostname(), pid: process.pid },
      move: (offsetMs) => this.move(offsetMs),
      fail: (err) => this.logger.error({ err }, 'test clock not followed'),
    });
    return true;
  }

  private move(offsetMs: number): void {
    const { clock } = this;
    // A clock of a test's own stays where the test has it.
    if (!(clock instanceof MovableClock) || offsetMs === clock.offsetMs) return;
    clock.moveTo(offsetMs);
    this.logger.info({ offsetMs, domainTime: clock.now().toISOString() }, 'test clock moved');
  }
}
