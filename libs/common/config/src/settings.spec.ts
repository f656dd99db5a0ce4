import { environmentExample } from './example';
import { mailSettings, platformSettings, postgresSettings } from './fragments';
import {
  flagOr,
  integerOr,
  integersOr,
  list,
  listOf,
  optionalUrl,
  ownInProduction,
  ratioOr,
  secretOr,
  text,
  textOr,
  urlOr,
} from './kinds';
import { SettingsInvalid, defineSettings, variableName } from './settings';

const definition = defineSettings('tea', {
  kettleUrl: urlOr('http://127.0.0.1:1', ['http:'], 'Where the kettle is'),
  cups: integerOr(2, { min: 1, max: 10 }, 'How many cups'),
  sweet: flagOr(false, 'With sugar'),
  guests: list('Who comes'),
  host: text('Who invites'),
});

describe('settings', () => {
  it('are read from variables in upper snake case, with defaults', () => {
    expect(variableName('kettleUrl')).toBe('KETTLE_URL');
    expect(definition.load({ HOST: 'Ada', CUPS: '3', SWEET: 'true', GUESTS: 'Bob, Eve,' })).toEqual(
      {
        kettleUrl: 'http://127.0.0.1:1',
        cups: 3,
        sweet: true,
        guests: ['Bob', 'Eve'],
        host: 'Ada',
      },
    );
  });

  it('report every problem at once, by variable', () => {
    const load = () =>
      definition.load({ KETTLE_URL: 'ftp://x', CUPS: '11', SWEET: 'yes', HOST: '' });
    expect(load).toThrow(SettingsInvalid);
    try {
      load();
    } catch (error) {
      expect((error as SettingsInvalid).problems).toEqual([
        'KETTLE_URL: must be an address that starts with http://',
        'CUPS: must be at most 10',
        'SWEET: must be true or false',
        'HOST: is missing',
      ]);
    }
  });

  it('can be an optional URL, or a ratio', () => {
    const receiver = optionalUrl(['http:'], 'Where traces go');
    expect(receiver.parse(undefined)).toBeUndefined();
    expect(receiver.safeParse('traces.example.com').success).toBe(false);
    const share = ratioOr(1, 'How many of them');
    expect([share.parse(undefined), share.parse('0.25')]).toEqual([1, 0.25]);
    expect(share.safeParse('25').success).toBe(false);
  });

  it('can be a list of known words, which “none” empties', () => {
    const drinks = listOf(['tea'], ['tea', 'coffee'], 'What there is');
    expect([undefined, 'coffee, tea', 'none'].map((one) => drinks.parse(one))).toEqual([
      ['tea'],
      ['coffee', 'tea'],
      [],
    ]);
    expect(drinks.safeParse('tea,none').success).toBe(false);
    expect(drinks.safeParse('beer').error?.issues[0]?.message).toBe(
      'may only name tea, coffee, or none',
    );
  });

  it('can be whole numbers', () => {
    const sizes = integersOr([1, 3], { min: 1, max: 9 }, 'How large they are');
    expect([undefined, '2', '9, 1'].map((one) => sizes.parse(one))).toEqual([[1, 3], [2], [9, 1]]);
    for (const wrong of ['', '1,', '0', '10', '1.5', 'two', '1,1,1,1,1,1,1,1,1']) {
      expect(sizes.safeParse(wrong).error?.issues[0]?.message).toBe(
        'must be up to 8 whole numbers from 1 to 9, separated by commas',
      );
    }
  });

  it('are immutable', () => {
    expect(Object.isFrozen(definition.load({ HOST: 'Ada' }))).toBe(true);
  });

  it('require a secret of their own in production', () => {
    const secret = secretOr('a-default-for-developers-only-32-long', 'Signs things');
    const tea = defineSettings('tea', { secret });
    const [own, production] = ['x'.repeat(32), 'production'];
    expect(() => tea.load({ NODE_ENV: production })).toThrow('SECRET: must be set to a value');
    expect(tea.load({ NODE_ENV: production, SECRET: own })).toEqual({ secret: own });
    expect(() => tea.load({ SECRET: 'short' })).toThrow('SECRET: must have at least 32');
  });

  it('reject other development defaults in production when they are relevant', () => {
    const iban = 'DE89370400440532013000';
    const shop = defineSettings('shop', {
      transfers: flagOr(true, 'Whether transfers are taken'),
      iban: ownInProduction(textOr(iban, 'The account'), ({ transfers }) => transfers === true),
    });
    const production = { NODE_ENV: 'production' };
    for (const IBAN of ['', iban]) {
      expect(() => shop.load({ ...production, IBAN })).toThrow('IBAN: must be set to a value');
    }
    expect(shop.load({ ...production, TRANSFERS: 'false' }).iban).toBe(iban);
    expect(shop.load({ ...production, IBAN: 'GB82WEST12345698765432' }).iban).toMatch(/^GB/);
    expect(shop.load({ NODE_ENV: 'development' }).iban).toBe(iban);
  });

  it('require a mail server in production only', () => {
    const post = defineSettings('post', { smtpUrl: mailSettings.smtpUrl });
    for (const SMTP_URL of [undefined, '']) {
      expect(() => post.load({ NODE_ENV: 'production', SMTP_URL })).toThrow(
        'SMTP_URL: must be set to a value of your own in production',
      );
      expect(post.load({ SMTP_URL }).smtpUrl).toBe('');
    }
    const SMTP_URL = 'smtps://ada:secret@mail.example.com';
    expect(post.load({ NODE_ENV: 'production', SMTP_URL }).smtpUrl).toBe(SMTP_URL);
    expect(() => post.load({ SMTP_URL: 'mail.example.com' })).toThrow(
      'SMTP_URL: must be an address that starts with smtp:// or smtps://',
    );
  });

  it('give every service a port of its own', () => {
    const ports = (['user', 'order'] as const).map(
      (name) => defineSettings(name, platformSettings(name)).load({}).port,
    );
    expect(ports).toEqual([3001, 3010]);
  });
});

describe('.env.example', () => {
  it('lists each variable once, with description, readers and default', () => {
    const other = defineSettings('coffee', { ...postgresSettings, host: text('Who invites') });
    const example = environmentExample([definition, other]);
    expect(example.match(/^HOST=$/gm)).toHaveLength(1);
    expect(example).toContain('# Who invites (every service)\nHOST=');
    expect(example).toContain('# How many cups (tea)\n#CUPS=2');
    expect(example).toContain('# Who comes (tea)\n#GUESTS=\n');
    expect(example).toContain('(coffee)\n#POSTGRES_URL=postgresql://');
    const both = environmentExample([
      definition,
      defineSettings('milk', { cups: integerOr(2, { min: 1, max: 10 }, 'How many cups') }),
      other,
    ]);
    expect(both).toContain('# How many cups (tea, milk)\n');
    expect(both).toMatch(/^# Generated .*\n\n# Where the kettle is \(tea\)\n/);
  });
});
