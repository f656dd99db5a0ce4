import { z } from 'zod';
import { jsonListOf, withRule } from '@course-plateform/common/config';
import { isCountry } from '@course-plateform/types/platform';

/** The row of the table for buyers of every country that has none of its own, and for those who name no country. */
export const ELSEWHERE = '*';

const taxRate = z.strictObject({
  country: z.string().refine((text) => text === ELSEWHERE || isCountry(text), {
    message: `country must be a code of ISO 3166-1 alpha-2 in capitals, or ${ELSEWHERE}`,
  }),
  label: z.string().min(1, 'label must not be empty').max(40, 'label must be shorter'),
  basisPoints: z
    .int('basisPoints must be a whole number')
    .min(0, 'basisPoints must be at least 0')
    .max(10_000, 'basisPoints must be at most 10000'),
  inclusive: z.boolean('inclusive must be true or false'),
});

/** What buyers of a country pay in taxes. */
export type TaxRate = Readonly<z.output<typeof taxRate>>;

/** The setting with the rates of all countries. */
export const taxRatesSetting = withRule(
  jsonListOf(
    taxRate,
    'The taxes by the country of the buyer, as JSON: [{"country":"DE","label":"VAT","basisPoints":1900,"inclusive":true}]; ' +
      `1900 is 19 %, inclusive means that prices contain the tax, and the country ${ELSEWHERE} is every other one`,
  ),
  (rates) => {
    const countries = rates.map(({ country }) => country);
    const twice = countries.find((country, index) => countries.indexOf(country) !== index);
    return twice === undefined ? undefined : `must name ${twice} once`;
  },
);

/** The rate for the buyers of a country; undefined when they pay no tax. */
export function taxRateFor(
  rates: readonly TaxRate[],
  country: string | undefined,
): TaxRate | undefined {
  const of = (wanted: string | undefined) => rates.find((rate) => rate.country === wanted);
  return of(country) ?? of(ELSEWHERE);
}
