import { Money } from '@course-plateform/common/kernel';
import { OrderSettings } from '../../env';
import { PaymentProviderRegistry } from '../payment-provider.registry';
import { BankTransferProvider } from './bank-transfer.provider';

const ENVIRONMENT = {
  BANK_TRANSFER_CURRENCIES: 'EUR',
  BANK_TRANSFER_DUE_DAYS: '7',
  BANK_ACCOUNT_HOLDER: 'Us',
  BANK_IBAN: 'DE89370400440532013000',
};
const settings = OrderSettings.load(ENVIRONMENT);
const now = new Date('2026-01-01T00:00:00Z');
const amount = Money.of(1000, 'EUR');

describe('BankTransferProvider', () => {
  const provider = new BankTransferProvider(settings, new PaymentProviderRegistry());

  it('initiates the same payment for the same key, and another one for another key', async () => {
    const first = await provider.initiate({ key: 'order:1:payment:1', now });
    expect(first).toEqual({
      reference: expect.stringMatching(/^CP-[0-9A-HJKMNP-TV-Z]{12}$/),
      dueAt: new Date('2026-01-08T00:00:00Z'),
      details: { accountHolder: 'Us', iban: 'DE89370400440532013000' },
    });
    expect(await provider.initiate({ key: 'order:1:payment:1', now })).toEqual(first);
    const other = await provider.initiate({ key: 'order:1:payment:2', now });
    expect(other.reference).not.toBe(first.reference);
  });

  it('cancels at once, and leaves confirmations and refunds to an admin', async () => {
    expect(await provider.cancel()).toEqual({ state: 'cancelled' });
    expect(await provider.status()).toEqual({ state: 'pending' });
    expect(provider.refunds).toBeNull();
    expect(provider.parseNotification({ reference: 'CP-1', amount })).toEqual({
      reference: 'CP-1',
      received: { kind: 'addition', amount },
    });
  });

  it('accepts the configured currencies, or every currency when none is configured', () => {
    const open = OrderSettings.load({ ...ENVIRONMENT, BANK_TRANSFER_CURRENCIES: '' });
    const everywhere = new BankTransferProvider(open, new PaymentProviderRegistry());
    expect(provider.limitsIn('EUR')).toEqual({ minimumMinor: 1 });
    expect(provider.limitsIn('JPY')).toBeUndefined();
    expect(everywhere.limitsIn('JPY')).toEqual({ minimumMinor: 1 });
  });

  it('is the only provider of its method', () => {
    const registry = new PaymentProviderRegistry();
    const first = new BankTransferProvider(settings, registry);
    expect(registry.of(first.method)).toBe(first);
    expect(() => new BankTransferProvider(settings, registry)).toThrow('two providers');
  });
});
