import os from 'node:os';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Msg } from 'nats';
import {
  ALL_SERVICES,
  LOG_LEVELS,
  type LogLevelAnswer,
  Logger,
  isLogLevel,
  logLevelSubject,
} from '@course-plateform/common/observability';
import { wireSubject } from './namespace';
import { NatsLink } from './nats-connection';
import { NatsSettings } from './nats.settings';

/** As long as it takes: the longest wait a timer can have, in milliseconds. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** Lets operators change what every process of a service logs while it runs, until it ends. */
@Injectable()
export class LogLevelControl implements OnApplicationBootstrap {
  constructor(
    private readonly link: NatsLink,
    private readonly settings: NatsSettings,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.listen();
  }

  /** Listens as soon as the broker is there, in no queue group: each process hears each order. */
  private async listen(): Promise<void> {
    const connection = await this.link.connection(NO_LIMIT_MS);
    for (const name of connection ? [this.settings.service, ALL_SERVICES] : []) {
      const subject = wireSubject(this.settings.natsNamespace, logLevelSubject(name));
      connection?.subscribe(subject, {
        callback: (error, message) => {
          if (error)
            this.logger.error({ err: error, subject }, 'The broker refuses a subscription');
          else message.respond(JSON.stringify(this.obey(message)));
        },
      });
    }
  }

  private obey(message: Msg): LogLevelAnswer {
    const { service } = this.settings;
    const before = this.logger.level;
    const answer = { service, host: os.hostname(), pid: process.pid, before, level: before };
    const wanted = message.string();
    if (!isLogLevel(wanted)) {
      return { ...answer, error: `The level must be one of ${LOG_LEVELS.join(', ')}` };
    }
    this.logger.changeLevel(wanted);
    return { ...answer, level: wanted };
  }
}
