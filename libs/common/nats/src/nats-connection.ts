import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type NatsConnection, connect } from 'nats';
import { Logger } from '@course-plateform/common/observability';
import { RECONNECT_WAIT_MS, connectionOptions } from './connection-options';
import { NatsSettings } from './nats.settings';

/**
 * The connection of a process to the broker. It is opened in the background, so that an unavailable broker does not
 * stop the process, and restored by itself.
 */
@Injectable()
export class BrokerConnection implements OnModuleInit, OnApplicationShutdown {
  private current: NatsConnection | undefined;
  private connected = false;
  private closing = false;
  private opening: Promise<void> | undefined;
  private readonly waiting = new Set<(connection: NatsConnection | undefined) => void>();

  constructor(
    readonly settings: NatsSettings,
    private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.opening ??= this.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Whether the broker is connected now. */
  isConnected(): boolean {
    return this.connected;
  }

  /**
   * Waits for the connection.
   * @param waitMs the longest wait in milliseconds
   * @returns undefined at the timeout, or when the process is closing
   */
  connection(waitMs: number): Promise<NatsConnection | undefined> | NatsConnection | undefined {
    if (this.connected) return this.current;
    if (this.closing) return undefined;
    // Nest starts transports before its init hooks: the first caller connects.
    this.opening ??= this.open();
    return new Promise((resolve) => {
      const settle = (connection: NatsConnection | undefined): void => {
        clearTimeout(timer);
        this.waiting.delete(settle);
        resolve(connection);
      };
      const timer = setTimeout(() => settle(undefined), waitMs);
      this.waiting.add(settle);
    });
  }

  /** Flushes and closes. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    for (const settle of [...this.waiting]) settle(undefined);
    await this.opening;
    if (this.connected) await this.current?.drain();
    else await this.current?.close();
    this.connected = false;
  }

  private async open(): Promise<void> {
    for (let attempt = 0; !this.closing; attempt += 1) {
      try {
        this.current = await connect(
          connectionOptions(this.settings.natsUrl, this.settings.service),
        );
        this.settle(this.current);
        void this.follow(this.current);
        return;
      } catch (error) {
        if (attempt % 25 === 0) this.logger.warn({ err: error }, 'broker unreachable; will retry');
        await sleep(RECONNECT_WAIT_MS);
      }
    }
  }

  private settle(connection: NatsConnection): void {
    this.connected = true;
    for (const settle of [...this.waiting]) settle(connection);
  }

  private async follow(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.connected = false;
        this.logger.warn({}, 'broker connection lost');
      } else if (status.type === 'reconnect') {
        this.settle(connection);
        this.logger.info({}, 'broker connection restored');
      } else if (status.type === 'error') {
        this.logger.error({ detail: String(status.data) }, 'broker reported an error');
      }
    }
  }
}

/** The readiness check of the broker. */
@Injectable()
export class NatsHealth {
  constructor(private readonly link: BrokerConnection) {}

  isConnected(): boolean {
    return this.link.isConnected();
  }
}
