import { BooleanField, IntegerField, TextField } from '@course-plateform/types/platform';

export class TaxRateResponse {
  @TextField({
    max: 2,
    example: 'DE',
    description:
      'The country whose row of the table it is (ISO 3166-1 alpha-2), or `*` for the row of all others',
  })
  country!: string;

  @TextField({ max: 40, example: 'VAT', description: 'What the tax is called there' })
  label!: string;

  @IntegerField({
    min: 0,
    max: 10_000,
    example: 1900,
    description: 'In hundredths of a percent: 1900 is 19 %',
  })
  basisPoints!: number;

  @BooleanField({ description: 'Whether prices contain the tax; otherwise it is added to them' })
  inclusive!: boolean;
}
