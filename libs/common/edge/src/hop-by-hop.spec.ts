import { endToEndHeaders } from './hop-by-hop';

describe('endToEndHeaders', () => {
  it('removes hop-by-hop headers from a copy', () => {
    const headers = {
      accept: '*/*',
      connection: 'keep-alive',
      expect: '100-continue',
      'keep-alive': 'timeout=5',
      'proxy-authenticate': 'Basic',
      'proxy-authorization': 'Basic YTpi',
      'proxy-connection': 'keep-alive',
      te: 'trailers',
      trailer: 'Digest',
      'transfer-encoding': 'chunked',
      upgrade: 'websocket',
    };
    const before = { ...headers };
    expect(endToEndHeaders(headers)).toEqual({ accept: '*/*' });
    expect(headers).toEqual(before);
  });
});
