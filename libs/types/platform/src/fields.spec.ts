import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DateTimeField, EmailField, TextField, TextListField, carriesCredential } from './fields';

class User {
  @TextField({ max: 100, optional: true })
  name?: string;

  @TextField({ max: 4000, min: 0, optional: true })
  bio?: string;

  @TextField({ max: 128, verbatim: true, optional: true })
  password?: string;

  @TextListField({ optional: true })
  tags?: string[];

  @EmailField({ optional: true })
  email?: string;

  @DateTimeField({ optional: true })
  time?: string;
}

function brokenRules(output: object): string[] {
  return validateSync(plainToInstance(User, output)).flatMap(({ constraints }) =>
    Object.keys(constraints ?? {}),
  );
}

describe('a text', () => {
  const invisible = ['\u200b', '\u3164', '\u2800', '\u00ad', '\u2060\u200d', '\u115f'];

  it.each(invisible)('without visible characters (%j) is rejected, whatever its length', (text) => {
    expect(brokenRules({ name: text })).toEqual(['isVisible']);
    expect(brokenRules({ bio: text })).toEqual(['isVisible']);
    expect(brokenRules({ tags: ['a', text] })).toEqual(['isVisible']);
  });

  it.each(['a\u200bb', 'می‌خواهم', '👩‍🚀', '–'])('can contain %j', (text) => {
    expect(brokenRules({ name: text, bio: text, tags: [text] })).toEqual([]);
  });

  it('can be empty if declared so, and a secret is not trimmed', () => {
    expect(brokenRules({ bio: '' })).toEqual([]);
    expect(brokenRules({ password: '\u3164'.repeat(10) })).toEqual([]);
  });
});

describe('a timestamp', () => {
  it.each([
    '2026-03-29T00:00:00Z',
    '2026-03-29T00:00:00.123+01:00',
    '2026-02-28T23:59:59-03:30',
    '2028-02-29T12:00:00z',
  ])('may be %s', (time) => {
    expect(brokenRules({ time })).toEqual([]);
    expect(new Date(time).getTime()).not.toBeNaN();
  });

  it.each([
    '2026-03-29',
    '2026-03-29T00:00:00',
    '2026-03-29 00:00:00Z',
    '2026-03-29T00:00Z',
    '2026-W13-7T00:00:00Z',
    '2026-088T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-03-29T24:00:01Z',
    '20260329T000000Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
    'tomorrow',
  ])('may not be %s, which is no instant, or not everywhere the same', (time) => {
    expect(brokenRules({ time })).toEqual(['isIso8601']);
  });
});

describe('an e-mail address', () => {
  it.each(['john@example.com', 'a.b+c@example.org', 'zoë@example.com', 'x@bücher.example'])(
    'can be %s',
    (email) => {
      expect(brokenRules({ email })).toEqual([]);
    },
  );

  it.each([
    '"\r\nBcc:x"@example.com',
    '"john doe"@example.com',
    '"john"@example.com',
    'jo\u200bhn@example.com',
    'jo\u00adhn@example.com',
    'jo\u3000hn@example.com',
    'john@[127.0.0.1]',
    'John <john@example.com>',
  ])('cannot be %j', (email) => {
    expect(brokenRules({ email })).toContain('isEmail');
  });
});

describe('a credential', () => {
  it('marks its class and the subclasses', () => {
    class Tokens {
      @TextField({ credential: true })
      accessToken!: string;
    }
    class MoreTokens extends Tokens {}
    expect([Tokens, MoreTokens, User].map(carriesCredential)).toEqual([true, true, false]);
  });
});
