import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import type { CourseServiceSettings } from '../env';
import { PriceTooHigh } from './course.errors';

/** @throws PriceTooHigh, MoneyInvalid */
export function listPriceOf(
  value: MoneyValue,
  { coursePriceMaximumMinor: maximum }: Pick<CourseServiceSettings, 'coursePriceMaximumMinor'>,
): Money {
  if (value.amountMinor > maximum) throw new PriceTooHigh({ params: { maximum } });
  return Money.from(value);
}
