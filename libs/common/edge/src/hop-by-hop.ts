/**
 * Headers that speak of one connection and end with it (RFC 9110, 7.6.1), and `Expect`, which whoever takes the body
 * has answered already. What `Connection` names besides is stripped by the proxy itself.
 */
const HOP_BY_HOP: readonly string[] = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** A copy of the headers without those that a proxy must not pass on. Names are in lower case. */
export function endToEndHeaders<Headers extends object>(headers: Headers): Headers {
  const copy = { ...headers };
  for (const name of HOP_BY_HOP) Reflect.deleteProperty(copy, name);
  return copy;
}
