import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { coarseAddress } from '@course-plateform/common/http';
import { Mails, NEW_DEVICE } from '@course-plateform/common/mail';
import type { Account } from '../account/account.entity';
import {
  SecurityEvent,
  SecurityEventResult,
  SecurityEventType,
} from '../security-event/security-event.entity';
import type { Device } from '../device/device';

const SIGNED_IN = [SecurityEventType.registered, SecurityEventType.signIn];

/** Notifies users of sign-ins from a device or network that is new. */
@Injectable()
export class NewDeviceService {
  constructor(private readonly mails: Mails) {}

  /**
   * Adds the mail to the unit of work of a sign-in, when its program or network is new and it is not the first one.
   * To be called before the sign-in itself is noted.
   */
  async reportIfNew(em: EntityManager, account: Account, device: Device): Promise<void> {
    const { userAgent } = device;
    const ip = coarseAddress(device.ip);
    const before = {
      accountId: account.id,
      type: { $in: SIGNED_IN },
      result: SecurityEventResult.done,
    };
    if ((await em.count(SecurityEvent, { ...before, userAgent, ip })) > 0) return;
    if ((await em.count(SecurityEvent, before)) === 0) return;
    const params = { device: readable(userAgent), network: ip };
    this.mails.add(em, NEW_DEVICE, account.recipient, params);
  }
}

/** What a program says of itself goes into a mail: no line breaks, and nothing that mail programs make a link of. */
function readable(userAgent: string): string {
  return userAgent.replace(/\p{Cc}/gu, ' ').replace(/\b[a-z]+:\/\/\S*|\bwww\.\S*/gi, '…') || '–';
}
