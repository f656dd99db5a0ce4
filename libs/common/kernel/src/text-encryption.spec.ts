import { TextEncryption } from './text-encryption';

describe('TextEncryption', () => {
  const encryption = new TextEncryption('a secret that is long enough for it', 'test');

  it('decrypts what it has encrypted', () => {
    expect(encryption.decrypt('id', encryption.encrypt('id', 'text'))).toBe('text');
  });

  it('never returns the same ciphertext twice', () => {
    expect(encryption.encrypt('id', 'text')).not.toBe(encryption.encrypt('id', 'text'));
  });

  it('detects another secret, another purpose, another id and a changed text', () => {
    const encrypted = encryption.encrypt('id', 'text');
    const changed = `${encrypted.slice(0, -4)}AAAA`;
    const otherSecret = new TextEncryption('another secret that is long enough', 'test');
    const otherPurpose = new TextEncryption('a secret that is long enough for it', 'other');
    expect(() => otherSecret.decrypt('id', encrypted)).toThrow();
    expect(() => otherPurpose.decrypt('id', encrypted)).toThrow();
    expect(() => encryption.decrypt('other', encrypted)).toThrow();
    expect(() => encryption.decrypt('id', changed)).toThrow();
  });
});
