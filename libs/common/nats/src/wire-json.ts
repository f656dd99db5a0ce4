const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses the JSON of a message. Bytes that are not UTF-8 are rejected, as in an HTTP body (RFC 8259, 8.1).
 * @throws TypeError when it is not UTF-8
 * @throws SyntaxError when it is not JSON
 */
export function jsonOf<T>(message: { readonly data: Uint8Array }): T {
  return JSON.parse(utf8.decode(message.data)) as T;
}
