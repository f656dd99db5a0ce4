import { defineMessage } from '@course-plateform/common/kernel';

/** The frame of every page. */
export const NAVIGATION = {
  skip: defineMessage('portal.skip', 'Skip to the content'),
  portal: defineMessage('portal.navigation', 'Portal'),
  reference: defineMessage('portal.reference', 'Reference'),
  tryIt: defineMessage('portal.try_it', 'Try it'),
  graphql: defineMessage('portal.graphql', 'GraphQL'),
  errors: defineMessage('portal.errors', 'Errors'),
  events: defineMessage('portal.events', 'Events'),
  guides: defineMessage('portal.guides', 'Guides'),
  programs: defineMessage('portal.programs', 'For programs:'),
} as const;

/** The search over a list. */
export const SEARCH = {
  search: defineMessage('portal.search', 'Search'),
  shown: defineMessage('portal.shown', 'Showing {shown} of {total}'),
} as const;

/** The error pages. */
export const MESSAGES = {
  failures: defineMessage('portal.failures', 'What a failure means'),
  allFailures: defineMessage('portal.all_failures', 'All failures'),
  introduction: defineMessage(
    'portal.failures_introduction',
    'Every failed response carries one of these codes. Codes stay the same; texts may change and are translated.',
  ),
  searchFailures: defineMessage('portal.search_failures', 'Search codes and meanings'),
  code: defineMessage('portal.code', 'Code'),
  status: defineMessage('portal.status', 'Status'),
  meaning: defineMessage('portal.meaning', 'What it means'),
  remedy: defineMessage('portal.remedy', 'What you can do'),
  example: defineMessage('portal.example', 'Example'),
  operations: defineMessage('portal.operations', 'Operations that can fail with it'),
  noOperation: defineMessage(
    'portal.no_operation',
    'No HTTP operation fails with it: it occurs in GraphQL or between services.',
  ),
  owner: defineMessage('portal.owner', 'Declared by'),
  everyService: defineMessage('portal.every_service', 'the platform, for every service'),
  unknown: defineMessage('portal.unknown_code', 'There is no failure with this code.'),
} as const;

/** The pages behind the links in mails. */
export const ACCOUNT_MESSAGES = {
  confirmEmail: defineMessage('portal.confirm_email', 'Confirm your e-mail address'),
  confirm: defineMessage('portal.confirm', 'Confirm'),
  emailConfirmed: defineMessage('portal.email_confirmed', 'Your address is confirmed.'),
  choosePassword: defineMessage('portal.choose_password', 'Choose a new password'),
  newPassword: defineMessage('portal.new_password', 'New password'),
  save: defineMessage('portal.save', 'Save'),
  passwordChanged: defineMessage(
    'portal.password_changed',
    'Your password is changed. Sign in with it.',
  ),
} as const;
