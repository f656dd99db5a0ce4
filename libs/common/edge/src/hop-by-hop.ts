/**
 * The headers of a single connection (RFC 9110, 7.6.1), and `Expect`, to which the receiver of the body has responded
 * already. The proxy itself removes the headers that `Connection` names.
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

/** A copy of the headers without those that a proxy must not forward. Names are in lower case. */
export function endToEndHeaders<Headers extends object>(headers: Headers): Headers {
  const copy = { ...headers };
  for (const name of HOP_BY_HOP) Reflect.deleteProperty(copy, name);
  return copy;
}
