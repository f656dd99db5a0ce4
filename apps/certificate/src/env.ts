import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class CertificateSettings extends defineSettings('certificate', {
  ...platformSettings('certificate'),
  ...postgresSettings,
  holderJobIntervalMs: integerOr(
    15_000,
    { min: 100, max: 3_600_000 },
    "How often the names of certificates' holders that are missing are asked for again, in milliseconds",
  ),
}) {}
