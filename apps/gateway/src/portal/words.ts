import { phrase } from '@course-plateform/common/kernel';

/** What the error pages say around the catalogue, in English; translated like everything else. */
export const WORDS = {
  portal: phrase('portal.home', 'Portal'),
  failures: phrase('portal.failures', 'What a failure means'),
  allFailures: phrase('portal.all_failures', 'All failures'),
  introduction: phrase(
    'portal.failures_introduction',
    'Every failed answer carries one of these codes. Codes stay; texts may change and are translated.',
  ),
  count: phrase('portal.failures_count', '{count, plural, one {# code} other {# codes}}'),
  code: phrase('portal.code', 'Code'),
  status: phrase('portal.status', 'Status'),
  meaning: phrase('portal.meaning', 'What it means'),
  remedy: phrase('portal.remedy', 'What you can do'),
  operations: phrase('portal.operations', 'Operations that can answer with it'),
  noOperation: phrase(
    'portal.no_operation',
    'No HTTP operation answers with it: it comes up in GraphQL or between services.',
  ),
  owner: phrase('portal.owner', 'Declared by'),
  everyService: phrase('portal.every_service', 'the platform, for every service'),
  unknown: phrase('portal.unknown_code', 'There is no failure with this code.'),
} as const;

/** What the pages behind the links in mails say. */
export const ACCOUNT_WORDS = {
  confirmEmail: phrase('portal.confirm_email', 'Confirm your e-mail address'),
  confirm: phrase('portal.confirm', 'Confirm'),
  emailConfirmed: phrase('portal.email_confirmed', 'Your address is confirmed.'),
  choosePassword: phrase('portal.choose_password', 'Choose a new password'),
  newPassword: phrase('portal.new_password', 'New password'),
  save: phrase('portal.save', 'Save'),
  passwordChanged: phrase('portal.password_changed', 'Your password is changed. Sign in with it.'),
} as const;
