import { TextEncryption } from '@course-plateform/common/kernel';

/** Encrypts private keys for storage, bound to the id of the key. */
export class KeyEncryption extends TextEncryption {
  constructor(secret: string) {
    super(secret, 'signing-key');
  }
}
