import type { MailParams } from '../mail-params';
import type { MailTemplate } from '../template';
import { COURSE_INVITATION } from './course-invitation';
import { DISPUTE_CLOSED } from './dispute-closed';
import { DISPUTE_OPENED } from './dispute-opened';
import { EMAIL_VERIFICATION } from './email-verification';
import { IDENTITY_LINKED } from './identity-linked';
import { NEW_DEVICE } from './new-device';
import { ORDER_PAID } from './order-paid';
import { ORDER_PLACED } from './order-placed';
import { PASSWORD_CHANGED } from './password-changed';
import { PASSWORD_RESET } from './password-reset';
import { PAYMENT_FAILED } from './payment-failed';
import { PAYMENT_UNUSED } from './payment-unused';
import { REFUND_DECIDED } from './refund-decided';
import { REFUND_SENT } from './refund-sent';
import { TOKEN_REUSED } from './token-reused';

/** All templates; a stored mail has the name of its template. */
export const MAIL_TEMPLATES: readonly MailTemplate<MailParams>[] = [
  EMAIL_VERIFICATION,
  PASSWORD_RESET,
  PASSWORD_CHANGED,
  NEW_DEVICE,
  TOKEN_REUSED,
  IDENTITY_LINKED,
  ORDER_PAID,
  ORDER_PLACED,
  PAYMENT_FAILED,
  REFUND_DECIDED,
  REFUND_SENT,
  PAYMENT_UNUSED,
  DISPUTE_OPENED,
  DISPUTE_CLOSED,
  COURSE_INVITATION,
];

/** @throws Error when the template is unknown, for example to an older replica during a deployment */
export function templateNamed(name: string): MailTemplate<MailParams> {
  const template = MAIL_TEMPLATES.find((one) => one.name === name);
  if (!template) throw new Error(`There is no mail template "${name}"`);
  return template;
}
