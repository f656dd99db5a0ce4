export { MailModule } from './mail.module';
export { MAIL_SETTINGS } from './mail.settings';
export type { MailSettings } from './mail.settings';
export { Mailer } from './mailer';
export type { MailRecipient } from './mailer';
export { renderMail } from './template';
export type { MailLocale, MailTemplate, MailText, RenderedMail } from './template';
export { EMAIL_VERIFICATION } from './templates/email-verification';
