import type { MailParams, MailTemplate } from '../template';
import { EMAIL_VERIFICATION } from './email-verification';

/** All templates, so that a stored mail finds its own again. */
export const MAIL_TEMPLATES: readonly MailTemplate<MailParams>[] = [EMAIL_VERIFICATION];

/** @throws Error when there is none of that name, as while an older replica runs beside a newer one */
export function templateNamed(name: string): MailTemplate<MailParams> {
  const template = MAIL_TEMPLATES.find((one) => one.name === name);
  if (!template) throw new Error(`There is no mail template "${name}"`);
  return template;
}
