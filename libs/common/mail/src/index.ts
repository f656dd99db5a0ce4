export { MailModule } from './mail.module';
export { MailSettings } from './mail.settings';
export { MailJobs } from './mail.jobs';
export { MailSender } from './mail-sender';
export { Mailer } from './mailer';
export type { MailRecipient } from './mailer';
export { Mails } from './mails';
export { OutgoingMail, OutgoingMailState, mailEntities } from './outgoing-mail.entity';
export { renderMail } from './template';
export type {
  MailLocale,
  MailParams,
  MailReader,
  MailTemplate,
  MailText,
  RenderedMail,
} from './template';
export { EMAIL_VERIFICATION } from './templates/email-verification';
export { IDENTITY_LINKED } from './templates/identity-linked';
export { NEW_DEVICE } from './templates/new-device';
export { PASSWORD_CHANGED } from './templates/password-changed';
export { PASSWORD_RESET } from './templates/password-reset';
export { TOKEN_REUSED } from './templates/token-reused';
