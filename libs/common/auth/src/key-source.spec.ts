import { createServer } from 'node:http';
import { HttpKeySource } from './key-source';

async function responding(status: number, body: string) {
  const requested: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    requested.push(headers.accept);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    requested,
    url: `http://127.0.0.1:${port}/jwks.json`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('HttpKeySource', () => {
  it('reads the published keys', async () => {
    const server = await responding(200, '{"keys":[{"kty":"OKP"}]}');
    expect(await new HttpKeySource(server.url).load()).toEqual({ keys: [{ kty: 'OKP' }] });
    expect(server.requested).toEqual(['application/json']);
    await server.close();
  });

  it.each([
    ['a failure', 503, '{}'],
    ['what is no JSON', 200, 'sorry'],
  ])('rejects %s', async (_, status, body) => {
    const server = await responding(status, body);
    await expect(new HttpKeySource(server.url).load()).rejects.toThrow();
    await server.close();
  });
});
