import {
  type RuleContext,
  defineSettings,
  flagOr,
  integerOr,
  list,
  mailSettings,
  ownInProduction,
  platformSettings,
  postgresSettings,
  textOr,
  optionalText,
  urlOr,
  withRule,
} from '@course-plateform/common/config';
import { taxRatesSetting } from './tax/tax-rate';

const pricingSettings = {
  quoteMinutes: integerOr(15, { min: 1, max: 1440 }, 'How long a quote is good, in minutes'),
  taxRates: taxRatesSetting,
};

const couponSettings = {
  couponsPerCourseMonth: integerOr(
    30,
    { min: 0, max: 100_000 },
    'How many coupons an instructor may create for a course in a calendar month (UTC)',
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
  bankTransferCurrencies: list(
    'The currencies that the account for bank transfers takes; every currency when empty',
  ),
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

const isLive = (key: string): boolean => /^[a-z]+_live_/.test(key);

/** Test keys take no money in production, and live keys take real money on a developer's machine. */
const ofThisEnvironment = (key: string | undefined, { isProduction }: RuleContext) => {
  if (key === undefined || isLive(key) === isProduction) return undefined;
  return isProduction
    ? 'must be a live key in production, not a test key'
    : 'must be a test key outside of production, not a live key';
};

const withStripe = (isMissing: boolean, { settings }: RuleContext) =>
  isMissing && settings['stripeSecretKey'] !== undefined
    ? 'must be set, because STRIPE_SECRET_KEY is'
    : undefined;

const stripeSettings = {
  stripeSecretKey: withRule(
    optionalText('The secret key of the account at Stripe; without it cards are not offered'),
    ofThisEnvironment,
  ),
  stripePublishableKey: withRule(
    optionalText('The publishable key that goes with it, for pages that take cards'),
    (key, context) => withStripe(key === undefined, context) ?? ofThisEnvironment(key, context),
  ),
  stripeWebhookSecrets: withRule(
    list('The signing secrets of the webhook endpoint; several while one replaces another'),
    (secrets, context) => withStripe(secrets.length === 0, context),
  ),
  stripeApiUrl: urlOr(
    'https://api.stripe.com',
    ['https:', 'http:'],
    "Where Stripe's API is, or what stands in for it",
  ),
  stripeStatementSuffix: withRule(
    optionalText(
      'What buyers read on their card statement, after the name of the account at Stripe',
    ),
    (suffix) =>
      suffix === undefined || /^(?=.*[a-z])[^<>\\'"*]{1,22}$/i.test(suffix)
        ? undefined
        : 'must have a letter, 22 characters at most, and none of < > \\ \' " *',
  ),
  stripePaymentHours: integerOr(
    24,
    { min: 1, max: 24 },
    'How long a payment by card may take, in hours; a hosted page closes then',
  ),
  stripeAttemptsMax: integerOr(
    10,
    { min: 1, max: 1000 },
    'How often the cards of one order may be declined before no more are taken',
  ),
  paymentCheckSeconds: integerOr(
    60,
    { min: 1, max: 3600 },
    'How long a payment may go without a report before its provider is asked, in seconds; later ever less often',
  ),
  stripeEventSeconds: integerOr(
    15,
    { min: 1, max: 3600 },
    'How often events of Stripe that could not be handled are tried again, in seconds',
  ),
  checkoutReturnOrigins: list(
    'The origins that hosted payment pages may lead back to, such as https://shop.example.com; none when empty',
  ),
};

const refundSettings = {
  refundWindowDays: integerOr(
    30,
    { min: 0, max: 3650 },
    'How long after the payment a buyer may ask for a refund, in days',
  ),
  refundConsumedPercentMax: integerOr(
    30,
    { min: 0, max: 100 },
    'How much of a course a buyer may have learned who asks for a refund, in percent',
  ),
  refundsPerCourseMax: integerOr(
    1,
    { min: 0, max: 100 },
    'How often a buyer may get a refund for the same course',
  ),
  refundJobSeconds: integerOr(
    15,
    { min: 1, max: 3600 },
    'How often refunds that their provider has not confirmed yet are pushed on, in seconds',
  ),
};

const ledgerSettings = {
  instructorShareBasisPoints: integerOr(
    7000,
    { min: 0, max: 10_000 },
    'The share of instructors in the price without tax, in hundredths of a percent: 7000 is 70 %',
  ),
  instructorShareOwnCouponBasisPoints: integerOr(
    9700,
    { min: 0, max: 10_000 },
    "The same for sales by the instructor's own coupon",
  ),
  providerFeeSeconds: integerOr(
    60,
    { min: 1, max: 86_400 },
    'How often fees of charges that their provider has not reported yet are requested, in seconds',
  ),
  ledgerCheckSeconds: integerOr(
    60,
    { min: 1, max: 86_400 },
    'How long the metric of the trial balance is kept before it is computed again, in seconds',
  ),
  statementJobSeconds: integerOr(
    600,
    { min: 1, max: 86_400 },
    'How often months that have ended are looked for, in seconds',
  ),
  statementDelayMinutes: integerOr(
    60,
    { min: 1, max: 10_080 },
    'How long after the end of a month (UTC) its statements are made, in minutes',
  ),
  payoutMinimums: withRule(
    list(
      'The least that is paid out, by currency in minor units, such as JPY:5000; others take PAYOUT_MINIMUM_UNITS',
    ),
    (minimums) =>
      minimums.every((minimum) => /^[A-Z]{3}:\d{1,12}$/.test(minimum))
        ? undefined
        : 'must be currencies with an amount in minor units, such as USD:5000',
  ),
  payoutMinimumUnits: integerOr(
    50,
    { min: 0, max: 1_000_000_000 },
    'The least that is paid out in all other currencies, in whole units: 50 is 50.00 USD',
  ),
  payoutJobSeconds: integerOr(
    60,
    { min: 1, max: 86_400 },
    'How often payout runs that were interrupted are continued, in seconds',
  ),
};

const SERIES = /^[A-Z][A-Z0-9]{0,9}$/;

/** The name of a series of numbers, which no other kind of document may have. */
const seriesOr = (fallback: string, description: string, others: readonly string[]) =>
  withRule(textOr(fallback, description), (series, { settings }) => {
    if (!SERIES.test(series))
      return 'must be up to ten capitals and digits, beginning with a capital';
    const isTaken = others.some((other) => settings[other] === series);
    return isTaken ? 'must differ from the series of the other documents' : undefined;
  });

const invoiceSettings = {
  invoiceSeries: seriesOr('INV', 'What the numbers of invoices begin with: INV-2026-000001', [
    ...['creditNoteSeries', 'debitNoteSeries'],
  ]),
  creditNoteSeries: seriesOr('CN', 'The same for credit notes', [
    ...['invoiceSeries', 'debitNoteSeries'],
  ]),
  debitNoteSeries: seriesOr('DN', 'The same for debit notes, which take back credit notes', [
    ...['invoiceSeries', 'creditNoteSeries'],
  ]),
  sellerName: ownInProduction(textOr('Course Plateform', 'Who sells, as invoices say it')),
  sellerAddress: ownInProduction(
    textOr(
      '1 Example Street; 10117 Berlin; Germany',
      'The address of the seller; lines are separated by semicolons',
    ),
  ),
  sellerVatId: optionalText('The VAT id of the seller'),
  sellerEmail: optionalText('The address for questions about invoices'),
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
    'How long a paid order may wait for its enrollments before its event is published again, in seconds',
  ),
  reconciliationPatienceSeconds: integerOr(
    300,
    { min: 1, max: 86_400 },
    'How long services may differ about a purchase before it is a finding, in seconds',
  ),
  paymentVerifyMinutes: integerOr(
    60,
    { min: 1, max: 10_080 },
    'How long after a payment its provider is asked whether both sides agree, in minutes; later ever less often',
  ),
};

const buyerMailSettings = {
  orderPageUrl: ownInProduction(
    textOr(
      'http://127.0.0.1:3000/checkout?order={order}',
      'The page that shows a buyer an order; {order} is its id',
    ),
  ),
};

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class OrderSettings extends defineSettings('order', {
  ...platformSettings('order'),
  ...postgresSettings,
  ...pricingSettings,
  ...couponSettings,
  ...paymentSettings,
  ...stripeSettings,
  ...refundSettings,
  ...ledgerSettings,
  ...invoiceSettings,
  ...jobSettings,
  ...mailSettings,
  ...buyerMailSettings,
}) {}
