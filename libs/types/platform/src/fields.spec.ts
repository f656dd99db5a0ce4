import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { EmailField, TextField, TextListField, carriesCredential } from './fields';

class Person {
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
}

function brokenRules(said: object): string[] {
  return validateSync(plainToInstance(Person, said)).flatMap(({ constraints }) =>
    Object.keys(constraints ?? {}),
  );
}

describe('a text', () => {
  const invisible = ['\u200b', '\u3164', '\u2800', '\u00ad', '\u2060\u200d', '\u115f'];

  it.each(invisible)('of nothing that can be seen (%j) is refused, short or long', (text) => {
    expect(brokenRules({ name: text })).toEqual(['isVisible']);
    expect(brokenRules({ bio: text })).toEqual(['isVisible']);
    expect(brokenRules({ tags: ['a', text] })).toEqual(['isVisible']);
  });

  it.each(['a\u200bb', 'می‌خواهم', '👩‍🚀', '–'])('may hold %j', (text) => {
    expect(brokenRules({ name: text, bio: text, tags: [text] })).toEqual([]);
  });

  it('may be empty where it says so, and a secret is what it is', () => {
    expect(brokenRules({ bio: '' })).toEqual([]);
    expect(brokenRules({ password: '\u3164'.repeat(10) })).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it.each(['john@example.com', 'a.b+c@example.org', 'zoë@example.com', 'x@bücher.example'])(
    'may be %s',
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
  ])('is not %j', (email) => {
    expect(brokenRules({ email })).toContain('isEmail');
  });
});

describe('a credential', () => {
  it('marks the class that holds it, and those that extend it', () => {
    class Tokens {
      @TextField({ credential: true })
      accessToken!: string;
    }
    class MoreTokens extends Tokens {}
    expect([Tokens, MoreTokens, Person].map(carriesCredential)).toEqual([true, true, false]);
  });
});
