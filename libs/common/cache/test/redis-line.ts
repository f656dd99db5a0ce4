import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** The line to the real Redis of the test run, which a test can cut, freeze and mend. */
export class RedisLine {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private frozen = false;

  /** Opens the line. @param port the one it had before, to mend it @returns where it listens */
  async open(port = 0): Promise<number> {
    const target = new URL(redisUrl());
    this.server = createServer((local) => {
      const far = connect(Number(target.port), target.hostname);
      for (const socket of [local, far]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => this.sockets.delete(socket));
      }
      local.on('data', (chunk) => {
        if (!this.frozen) far.write(chunk);
      });
      far.on('data', (chunk) => local.write(chunk));
      local.on('close', () => far.destroy());
      far.on('close', () => local.destroy());
    });
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** Lets nothing through any more, without closing: what a hung server looks like. */
  freeze(): void {
    this.frozen = true;
  }

  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise((resolve) => server.close(resolve));
  }
}

function redisUrl(): string {
  const url = process.env.TEST_REDIS_URL;
  if (url) return url;
  throw new Error('TEST_REDIS_URL is not set: run the tests with "npm test"');
}
