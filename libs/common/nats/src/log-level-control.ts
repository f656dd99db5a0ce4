import os from 'node:os';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Msg } from 'nats';
import {
  ALL_SERVICES,
  LOG_LEVELS,
  type LogLevelReply,
  Logger,
  isLogLevel,
  logLevelSubject,
} from '@course-plateform/common/observability';
import { wireSubject } from './namespace';
import { BrokerConnection } from './nats-connection';
import { NatsSettings } from './nats.settings';

/** No timeout: the longest delay of a timer, in milliseconds. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** Lets operators change the log level of running processes. */
@Injectable()
export class LogLevelControl implements OnApplicationBootstrap {
  constructor(
    private readonly link: BrokerConnection,
    private readonly settings: NatsSettings,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.listen();
  }

  /** Subscribes once the broker is available, without a queue group, so that each process gets each command. */
  private async listen(): Promise<void> {
    const connection = await this.link.connection(NO_LIMIT_MS);
    for (const name of connection ? [this.settings.service, ALL_SERVICES] : []) {
      const subject = wireSubject(this.settings.natsNamespace, logLevelSubject(name));
      connection?.subscribe(subject, {
        callback: (error, message) => {
          if (error) this.logger.error({ err: error, subject }, 'broker refused a subscription');
          else message.respond(JSON.stringify(this.obey(message)));
        },
      });
    }
  }

  private obey(message: Msg): LogLevelReply {
    const { service } = this.settings;
    const before = this.logger.level;
    const response = { service, host: os.hostname(), pid: process.pid, before, level: before };
    const wanted = message.string();
    if (!isLogLevel(wanted)) {
      return { ...response, error: `The level must be one of ${LOG_LEVELS.join(', ')}` };
    }
    this.logger.changeLevel(wanted);
    return { ...response, level: wanted };
  }
}
