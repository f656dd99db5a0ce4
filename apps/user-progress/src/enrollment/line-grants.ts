import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { sqlOf } from '@course-plateform/common/persistence';
import { OrderLineGrant } from './order-line-grant.entity';

const NOTE_LINES = `
  insert into "order_line_grant" ("order_id", "order_line_id") select ?::uuid, unnest(?::uuid[])
  on conflict ("order_line_id") do nothing`;

/** What is known of order lines, whether they were paid for or taken back first. */
@Injectable()
export class LineGrants {
  /** What is known of lines of an order, by line. Two events about one line queue up here. */
  async lock(
    em: EntityManager,
    orderId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, OrderLineGrant>> {
    const lineIds = ids.toSorted();
    // Not by the ORM, which would read the rows before they are locked.
    const values = [orderId, `{${lineIds.join(',')}}`];
    await sqlOf(em).execute(NOTE_LINES, values, 'run');
    const grants = await em.find(
      OrderLineGrant,
      { orderLineId: { $in: lineIds } },
      {
        lockMode: LockMode.PESSIMISTIC_WRITE,
        orderBy: { orderLineId: 'asc' },
        refresh: true,
      },
    );
    return new Map(grants.map((grant) => [grant.orderLineId, grant]));
  }
}
