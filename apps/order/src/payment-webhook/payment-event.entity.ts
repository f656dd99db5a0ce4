import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PaymentMethod } from '../payment-providers/payment-method';

/** What has become of a message of a provider. */
export enum PaymentEventStatus {
  /** It is stored, and nothing has been done about it yet. */
  received = 'received',
  handled = 'handled',
  /** It says nothing that concerns us. */
  ignored = 'ignored',
  /** It is about a payment that we do not know. */
  unmatched = 'unmatched',
}

/** A message of a provider as it came. Its id is the provider's own, so that each is stored once. */
@Entity({ tableName: 'payment_event' })
@Index({
  name: 'payment_event_next_attempt_at',
  expression:
    'create index "payment_event_next_attempt_at" on "payment_event" ("next_attempt_at") where "next_attempt_at" is not null',
})
@Index({ name: 'payment_event_status_received_at', properties: ['status', 'receivedAt'] })
export class PaymentEvent {
  @PrimaryKey({ type: 'text' })
  readonly id: string;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  /** In the words of the provider. */
  @Property({ type: 'text' })
  readonly type: string;

  @Property({ type: 'json' })
  readonly payload: object;

  @Property({ type: 'text' })
  status: PaymentEventStatus = PaymentEventStatus.received;

  /** How often it was tried to handle it in vain. */
  @Property({ type: 'smallint', default: 0 })
  attempts: number = 0;

  /** When it is tried to handle it; null once nothing more is tried. */
  @Property({ type: 'datetime', nullable: true })
  nextAttemptAt: Date | null;

  @Property({ type: 'text', nullable: true })
  lastError: string | null = null;

  @Property({ type: 'datetime' })
  readonly receivedAt: Date;

  constructor(event: Pick<PaymentEvent, 'id' | 'method' | 'type' | 'payload'>, now: Date) {
    this.id = event.id;
    this.method = event.method;
    this.type = event.type;
    this.payload = event.payload;
    this.nextAttemptAt = now;
    this.receivedAt = now;
  }

  /** What changes when nothing is left to do. */
  static settled(status: PaymentEventStatus.handled | PaymentEventStatus.ignored) {
    return { status, nextAttemptAt: null, lastError: null };
  }

  /** It says nothing that concerns us. */
  ignore(): void {
    Object.assign(this, PaymentEvent.settled(PaymentEventStatus.ignored));
  }

  /** An admin wants it tried once more. */
  retry(now: Date): void {
    this.nextAttemptAt = now;
  }

  /** It could not be handled. @param nextAttemptAt null when it is not tried again */
  postpone(status: PaymentEventStatus, reason: string, nextAttemptAt: Date | null): void {
    this.status = status;
    this.attempts += 1;
    this.lastError = reason;
    this.nextAttemptAt = nextAttemptAt;
  }
}
