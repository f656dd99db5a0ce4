const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON that a message of the broker holds. Bytes that are not UTF-8 are refused as a body over HTTP would be, and
 * not replaced (RFC 8259, 8.1).
 * @throws TypeError when they are no UTF-8
 * @throws SyntaxError when the text is no JSON
 */
export function jsonOf<T>(message: { readonly data: Uint8Array }): T {
  return JSON.parse(utf8.decode(message.data)) as T;
}
