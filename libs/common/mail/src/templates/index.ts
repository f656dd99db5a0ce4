import type { MailParams, MailTemplate } from '../template';
import { EMAIL_VERIFICATION } from './email-verification';
import { IDENTITY_LINKED } from './identity-linked';
import { NEW_DEVICE } from './new-device';
import { PASSWORD_CHANGED } from './password-changed';
import { PASSWORD_RESET } from './password-reset';
import { TOKEN_REUSED } from './token-reused';

/** All templates, so that a stored mail finds its own again. */
export const MAIL_TEMPLATES: readonly MailTemplate<MailParams>[] = [
  EMAIL_VERIFICATION,
  PASSWORD_RESET,
  PASSWORD_CHANGED,
  NEW_DEVICE,
  TOKEN_REUSED,
  IDENTITY_LINKED,
];

/** @throws Error when there is none of that name, as while an older replica runs beside a newer one */
export function templateNamed(name: string): MailTemplate<MailParams> {
  const template = MAIL_TEMPLATES.find((one) => one.name === name);
  if (!template) throw new Error(`There is no mail template "${name}"`);
  return template;
}
