import { HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
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
    15 * SECOND_MS,
    { min: 100, max: HOUR_MS },
    "How often the names of certificates' holders that are missing are requested again, in milliseconds",
  ),
}) {}
