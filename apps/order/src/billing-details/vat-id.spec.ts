import { isVatIdOf, normalVatId } from './vat-id';

describe('a VAT id', () => {
  it.each([
    ['DE', 'DE136695976'],
    ['GR', 'EL094259216'],
    ['CH', 'CHE-116.281.710 MWST'],
    ['CH', 'CHE116281710'],
    ['NO', 'NO 923 609 016 MVA'],
    ['NO', 'NO923609016'],
    ['NO', '923609016MVA'],
    ['GB', 'GB999999973'],
    ['GB', 'XI 999 9999 73'],
    ['FR', 'FR40303265045'],
    ['IE', 'IE6433435F'],
    ['IE', 'ie1234567fa'],
    ['AT', 'ATU13585627'],
    ['NL', 'NL004495445B01'],
    ['ES', 'ES-B58378431'],
    ['ES', 'ESX5910266W'],
    ['SE', 'SE556188840401'],
    ['JP', 'T1234567890123'],
    ['BR', '12.345.678/0001-95'],
  ])('of %s may be written %s', (country, written) => {
    expect(isVatIdOf(normalVatId(written), country)).toBe(true);
  });

  it.each([
    ['DE', '136695976'],
    ['DE', 'DE13669597'],
    ['DE', 'ATU13585627'],
    ['GR', 'GR094259216'],
    ['FR', 'FR4030326504'],
    ['NL', 'NL004495445'],
    ['ES', 'ES5837843'],
    ['CH', 'CH116281710'],
    ['NO', 'NO92360901MVA'],
    ['JP', 'T'],
    ['JP', '#set page(fill: red)'],
  ])('of %s is not %s', (country, written) => {
    expect(isVatIdOf(normalVatId(written), country)).toBe(false);
  });
});
