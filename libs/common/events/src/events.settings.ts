/** How a service consumes durable events. The class is the injection token. */
export abstract class EventSettings {
  /** Whether a service makes its own consumers; off when absent, because the broker does not let services do it. */
  readonly provision?: boolean;
  /** How long after its first failure an event comes again, in milliseconds; doubles each time; 500 when absent. */
  readonly firstRetryMs?: number;
}
