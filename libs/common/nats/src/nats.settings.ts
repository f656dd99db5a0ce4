/** How a process connects to the broker. The class is the injection token. */
export abstract class NatsSettings {
  /** The service's name: its queue group, its connection's name and the first part of its consumers' names. */
  abstract readonly service: string;
  /** `nats://[user:password@]host:port`, several separated by commas. */
  abstract readonly natsUrl: string;
  /** The prefix of every subject, stream and consumer name: '' in production, `t1.` for one test file. */
  abstract readonly natsNamespace: string;
}
