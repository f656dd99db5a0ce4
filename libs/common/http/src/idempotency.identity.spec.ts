import { IdempotencyIdentity, anonymousCaller } from './idempotency.identity';

const mine = new IdempotencyIdentity('caller', 'POST /orders', 'key');

describe('IdempotencyIdentity', () => {
  it('decrypts what it has encrypted, also in a new instance', () => {
    const again = new IdempotencyIdentity('caller', 'POST /orders', 'key');
    expect(again.open(mine.seal('{"a":"é"}'))).toBe('{"a":"é"}');
    expect(again.open(mine.seal(''))).toBe('');
    expect(again.id).toBe(mine.id);
  });

  it.each([
    ['caller', new IdempotencyIdentity('other', 'POST /orders', 'key')],
    ['route', new IdempotencyIdentity('caller', 'POST /carts', 'key')],
    ['key', new IdempotencyIdentity('caller', 'POST /orders', 'yek')],
  ])('differs for another %s', (_, other) => {
    expect(other.id).not.toBe(mine.id);
    expect(other.fingerprintOf({ a: 1 })).not.toBe(mine.fingerprintOf({ a: 1 }));
    expect(() => other.open(mine.seal('secret'))).toThrow();
  });

  it('reveals nothing of what it encrypts, and distinguishes bodies', () => {
    expect(Buffer.from(mine.seal('secret'), 'base64').toString('latin1')).not.toContain('secret');
    expect(mine.seal('secret')).not.toBe(mine.seal('secret'));
    expect(mine.fingerprintOf({ a: 1 })).not.toBe(mine.fingerprintOf({ a: 2 }));
    expect(mine.fingerprintOf(undefined)).toBe(mine.fingerprintOf(null));
  });

  it('of an anonymous caller differs for another body', () => {
    const of = (body: unknown) =>
      new IdempotencyIdentity(anonymousCaller(body), 'POST /auth/sessions', 'key').id;
    expect(of({ email: 'a@example.com' })).toBe(of({ email: 'a@example.com' }));
    expect(of({ email: 'a@example.com' })).not.toBe(of({ email: 'b@example.com' }));
    expect(of(undefined)).toBe(of(null));
  });
});
