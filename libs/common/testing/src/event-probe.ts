import { type NatsConnection, connect, headers } from 'nats';
import { type EventContract, newId, present } from '@course-plateform/common/kernel';
import { type StoredEvent } from '@course-plateform/common/events';
import { validateShape } from '@course-plateform/common/validation';
import { wireSubject } from '@course-plateform/common/nats';
import { eventually, testStores } from '@course-plateform/common/test-kit';

/** An event that went over the broker. */
export interface SeenEvent<Payload> {
  readonly id: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly payload: Payload;
}

/** Records every event that a service publishes, and publishes events in place of other services. */
export class EventProbe {
  private readonly seen: StoredEvent[] = [];

  private constructor(
    private readonly connection: NatsConnection,
    private readonly namespace: string,
  ) {}

  static async start(namespace: string): Promise<EventProbe> {
    const { host } = new URL(testStores().natsUrl);
    const probe = new EventProbe(await connect({ servers: host }), namespace);
    void probe.listen();
    await probe.connection.flush();
    return probe;
  }

  /** The events of a contract so far, oldest first. */
  of<Payload extends object>(contract: EventContract<Payload>): SeenEvent<Payload>[] {
    return this.seen
      .filter((event) => event.subject === contract.subject)
      .map((event) => ({
        ...event,
        payload: validateShape(contract.payload, event.payload, { unknownFields: 'refuse' }),
      }));
  }

  /** Waits for an event of a contract that fits. */
  next<Payload extends object>(
    contract: EventContract<Payload>,
    fits: (event: SeenEvent<Payload>) => boolean = () => true,
  ): Promise<SeenEvent<Payload>> {
    return eventually(`an event ${contract.subject}`, () => this.of(contract).find(fits));
  }

  /** Every subject seen so far, for "nothing else was sent". */
  subjects(): string[] {
    return this.seen.map((event) => event.subject);
  }

  /**
   * Publishes an event as another service would.
   * @returns its id; give it again to see a redelivery
   */
  async publish<Payload extends object>(
    contract: EventContract<Payload>,
    payload: Payload,
    about: { aggregateId: string; aggregateVersion?: number; id?: string },
  ): Promise<string> {
    const id = about.id ?? newId();
    const event: StoredEvent = {
      id,
      subject: contract.subject,
      aggregateType: present(contract.subject.split('.')[2], 'the aggregate of a subject'),
      aggregateId: about.aggregateId,
      aggregateVersion: about.aggregateVersion ?? 1,
      occurredAt: new Date().toISOString(),
      payload,
      headers: {},
    };
    const message = headers();
    // A message id of its own: the broker must not hide a repeat from the service's inbox.
    message.set('Nats-Msg-Id', newId());
    await this.connection
      .jetstream()
      .publish(wireSubject(this.namespace, contract.subject), JSON.stringify(event), {
        headers: message,
      });
    return id;
  }

  async stop(): Promise<void> {
    await this.connection.close();
  }

  private async listen(): Promise<void> {
    for await (const message of this.connection.subscribe(wireSubject(this.namespace, 'evt.>'))) {
      this.seen.push(message.json<StoredEvent>());
    }
  }
}
