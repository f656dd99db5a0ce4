import {
  defineSettings,
  flagOr,
  integerOr,
  ownInProduction,
  platformSettings,
  postgresSettings,
  textOr,
} from '@course-plateform/common/config';

const pricingSettings = {
  quoteMinutes: integerOr(15, { min: 1, max: 1440 }, 'How long a quote is good, in minutes'),
  taxBasisPoints: integerOr(
    0,
    { min: 0, max: 10_000 },
    'The tax added to every price, in hundredths of a percent: 1900 is 19 %',
  ),
};

const takesBankTransfers = (settings: Readonly<Record<string, unknown>>): boolean =>
  settings['bankTransferEnabled'] === true;

const paymentSettings = {
  orderPaymentDays: integerOr(
    7,
    { min: 1, max: 365 },
    'How long an order waits for its payment before it expires, in days',
  ),
  bankTransferEnabled: flagOr(true, 'Whether orders may be paid by bank transfer'),
  bankTransferDueDays: integerOr(
    7,
    { min: 1, max: 365 },
    'How long a bank transfer may take, in days',
  ),
  bankAccountHolder: ownInProduction(
    textOr('Course Plateform', 'Whose account bank transfers go to'),
    takesBankTransfers,
  ),
  bankIban: ownInProduction(
    textOr('DE89370400440532013000', 'The account bank transfers go to'),
    takesBankTransfers,
  ),
};

const jobSettings = {
  orderJobSeconds: integerOr(
    60,
    { min: 1, max: 86_400 },
    'How often overdue orders are ended and stuck ones pushed on, in seconds',
  ),
  orderStuckSeconds: integerOr(
    60,
    { min: 1, max: 86_400 },
    'How long a paid order may wait for its enrolments before they are asked for again, in seconds',
  ),
};

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class OrderSettings extends defineSettings('order', {
  ...platformSettings('order'),
  ...postgresSettings,
  ...pricingSettings,
  ...paymentSettings,
  ...jobSettings,
}) {}
