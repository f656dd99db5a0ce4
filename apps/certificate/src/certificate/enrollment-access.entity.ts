import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What an event says of the access of an enrollment. */
export interface NotedAccess {
  readonly isRefunded?: boolean;
  readonly isSuspended?: boolean;
}

/** The newest that is known of the access of an enrollment, so that the order of events does not matter. */
@Entity({ tableName: 'enrollment_access' })
export class EnrollmentAccess {
  @PrimaryKey({ type: 'uuid' })
  readonly enrollmentId: string;

  /** Of the enrollment; 0 before the first event. */
  @Property({ type: 'integer', default: 0 })
  version: number = 0;

  /** Whether it has ended because the money went back. */
  @Property({ type: 'boolean', default: false })
  isRefunded: boolean = false;

  /** Whether it is suspended, as while its payment is disputed. */
  @Property({ type: 'boolean', default: false })
  isSuspended: boolean = false;

  constructor(enrollmentId: string) {
    this.enrollmentId = enrollmentId;
  }

  /**
   * A grant that is published again has the version of a suspension that came after it: that one holds.
   * @returns false when something newer is known
   */
  note(version: number, { isRefunded = false, isSuspended = false }: NotedAccess): boolean {
    const isNewer = version > this.version || (version === this.version && isSuspended);
    if (!isNewer) return false;
    this.version = version;
    this.isRefunded = isRefunded;
    this.isSuspended = isSuspended;
    return true;
  }
}
