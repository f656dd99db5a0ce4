import {
  CountryField,
  DateTimeField,
  IntegerField,
  TextField,
} from '@course-plateform/types/platform';
import type { BillingAddress, BillingDetails } from './billing-details.entity';
import { VatIdField } from './vat-id.field';

const company = { nullable: true, example: 'Acme GmbH', description: 'Your company' } as const;
const line1 = { example: 'Unter den Linden 77', description: 'Street and number' } as const;
const line2 = { nullable: true, example: 'Floor 2', description: 'More of the address' } as const;
const city = { max: 100, example: 'Berlin', description: 'Town or city of the address' } as const;
const postalCode = {
  ...{ nullable: true, max: 20, example: '10117' },
  description: 'The postal code, where there are any',
} as const;
const region = {
  ...{ nullable: true, max: 100, example: 'Berlin' },
  description: 'State, province or region',
} as const;
const vatId = {
  nullable: true,
  description:
    'The VAT id of your company with its prefix; the form is checked in the European Union, Great Britain, Switzerland and Norway',
} as const;

export class BillingDetailsUpdateDto {
  @TextField({ example: 'Ada Lovelace', description: 'Who invoices are addressed to' })
  name!: string;

  @TextField({ ...company, optional: true })
  company?: string | null;

  @TextField(line1)
  line1!: string;

  @TextField({ ...line2, optional: true })
  line2?: string | null;

  @TextField(city)
  city!: string;

  @TextField({ ...postalCode, optional: true })
  postalCode?: string | null;

  @TextField({ ...region, optional: true })
  region?: string | null;

  @CountryField({ description: 'The country of the address' })
  country!: string;

  @VatIdField({ ...vatId, optional: true })
  vatId?: string | null;
}

/** An address as documents show it. */
export class BillingAddressResponse implements BillingAddress {
  @TextField({ example: 'Ada Lovelace', description: 'Who the document is addressed to' })
  name!: string;

  @TextField(company)
  company!: string | null;

  @TextField(line1)
  line1!: string;

  @TextField(line2)
  line2!: string | null;

  @TextField(city)
  city!: string;

  @TextField(postalCode)
  postalCode!: string | null;

  @TextField(region)
  region!: string | null;

  @CountryField({ description: 'The country of the address' })
  country!: string;

  @TextField({ max: 40, ...vatId, example: 'DE136695976' })
  vatId!: string | null;
}

export class BillingDetailsResponse {
  @TextField({
    ...{ nullable: true, example: 'Ada Lovelace' },
    description: 'Who invoices are addressed to; null as long as nothing is saved',
  })
  name!: string | null;

  @TextField(company)
  company!: string | null;

  @TextField({ ...line1, nullable: true })
  line1!: string | null;

  @TextField(line2)
  line2!: string | null;

  @TextField({ ...city, nullable: true })
  city!: string | null;

  @TextField(postalCode)
  postalCode!: string | null;

  @TextField(region)
  region!: string | null;

  @CountryField({ nullable: true, description: 'The country of the address' })
  country!: string | null;

  @TextField({ max: 40, ...vatId, example: 'DE136695976' })
  vatId!: string | null;

  @IntegerField({ description: 'Grows with each change, for `If-Match`; 0 when nothing is saved' })
  version!: number;

  @DateTimeField({ nullable: true, description: 'When it was saved; null when nothing is' })
  updatedAt!: string | null;
}

/** The address in a request, as it is stored. */
export function addressOf(dto: BillingDetailsUpdateDto): BillingAddress {
  const { name, line1: first, city: town, country } = dto;
  return {
    ...{ name, company: dto.company ?? null, line1: first, line2: dto.line2 ?? null, city: town },
    ...{ postalCode: dto.postalCode ?? null, region: dto.region ?? null, country },
    vatId: dto.vatId ?? null,
  };
}

/** What a buyer who has saved nothing reads. */
const NOTHING: BillingDetailsResponse = {
  ...{ name: null, company: null, line1: null, line2: null, city: null },
  ...{ postalCode: null, region: null, country: null, vatId: null, version: 0, updatedAt: null },
};

export function toBillingDetailsResponse(details: BillingDetails | null): BillingDetailsResponse {
  if (!details) return NOTHING;
  const { name, company: firm, line1: first, line2: second, city: town, region: state } = details;
  const { postalCode: code, country, vatId: id, version, updatedAt } = details;
  return {
    ...{ name, company: firm, line1: first, line2: second, city: town, postalCode: code },
    ...{ region: state, country, vatId: id, version, updatedAt: updatedAt.toISOString() },
  };
}
