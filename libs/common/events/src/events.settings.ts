/** How a service consumes durable events. The class is the injection token. */
export abstract class EventSettings {
  /** Whether the service creates its own consumers; off when absent, because the broker does not allow it. */
  readonly provision?: boolean;
  /** The delay of the first retry of an event, in milliseconds; doubles with each retry; 500 when absent. */
  readonly firstRetryMs?: number;
}
