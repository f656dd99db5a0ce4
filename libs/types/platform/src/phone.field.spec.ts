import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { PhoneField } from './phone.field';

class Contact {
  @PhoneField({ optional: true, nullable: true })
  phone?: string | null;
}

function read(phone: unknown): { phone: unknown; broken: string[] } {
  const contact = plainToInstance(Contact, { phone });
  const [failure] = validateSync(contact);
  return { phone: contact.phone, broken: Object.keys(failure?.constraints ?? {}) };
}

describe('PhoneField', () => {
  it.each([
    ['+1234567890', '+1234567890'],
    ['+15551234567', '+15551234567'],
    [' +44 20 8366 1177 ', '+442083661177'],
    ['+1 (234) 567-890', '+1234567890'],
    ['+49 (0) 30 123456', '+4930123456'],
    ['+٤٤٢٠٨٣٦٦١١٧٧', '+442083661177'],
  ])('accepts %s as %s', (written, kept) => {
    expect(read(written)).toEqual({ phone: kept, broken: [] });
  });

  it.each([
    '555-1234',
    '0044 20 8366 1177',
    '+999123456789',
    '+12',
    '+12345678901234567',
    '+442083661177 ext. 5',
    'call +442083661177',
    '<+442083661177>',
  ])('rejects %s', (written) => {
    expect(read(written)).toEqual({ phone: written, broken: ['isPhoneNumber'] });
  });

  it('supports optional and null like every field', () => {
    expect(read(undefined).broken).toEqual([]);
    expect(read(null)).toEqual({ phone: null, broken: [] });
    expect(read(5).broken).toContain('isString');
  });
});
