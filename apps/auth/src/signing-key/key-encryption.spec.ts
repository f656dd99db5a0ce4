import { KeyEncryption } from './key-encryption';

describe('KeyEncryption', () => {
  const encryption = new KeyEncryption('a secret that is long enough for it');

  it('gives the text back', () => {
    expect(encryption.decrypt('key', encryption.encrypt('key', 'text'))).toBe('text');
  });

  it('never makes the same twice', () => {
    expect(encryption.encrypt('key', 'text')).not.toBe(encryption.encrypt('key', 'text'));
  });

  it('notices another secret, another key id and a changed text', () => {
    const encrypted = encryption.encrypt('key', 'text');
    const changed = `${encrypted.slice(0, -4)}AAAA`;
    const other = new KeyEncryption('another secret that is long enough');
    expect(() => other.decrypt('key', encrypted)).toThrow();
    expect(() => encryption.decrypt('other', encrypted)).toThrow();
    expect(() => encryption.decrypt('key', changed)).toThrow();
  });
});
