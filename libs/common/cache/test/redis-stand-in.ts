import { createServer, type Server, type Socket } from 'node:net';

/** Speaks just enough of the Redis protocol (RESP) for GET, SET, MGET and DEL, in memory. */
export class RedisStandIn {
  readonly values = new Map<string, string>();
  frozen = false;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  listen(port = 0): Promise<number> {
    return new Promise((resolve) => {
      this.server.listen(port, '127.0.0.1', () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let rest = '';
    socket.on('data', (chunk) => {
      if (this.frozen) return;
      rest += chunk.toString('utf8');
      for (let command = parse(rest); command; command = parse(rest)) {
        rest = rest.slice(command.length);
        socket.write(this.answer(command.words));
      }
    });
  }

  private answer([name = '', ...args]: readonly string[]): string {
    const bulk = (key: string) => {
      const value = this.values.get(key);
      return value === undefined ? '$-1\r\n' : `$${Buffer.byteLength(value)}\r\n${value}\r\n`;
    };
    switch (name.toUpperCase()) {
      case 'GET':
        return bulk(args[0] ?? '');
      case 'MGET':
        return `*${args.length}\r\n${args.map(bulk).join('')}`;
      case 'SET':
        this.values.set(args[0] ?? '', args[1] ?? '');
        return '+OK\r\n';
      case 'DEL':
        return `:${args.filter((key) => this.values.delete(key)).length}\r\n`;
      default:
        return '+OK\r\n';
    }
  }
}

function parse(text: string): { words: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  const words: string[] = [];
  let at = head[0].length;
  for (let left = Number(head[1]); left > 0; left--) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return undefined;
    const start = at + size[0].length;
    at = start + Number(size[1]) + 2;
    if (text.length < at) return undefined;
    words.push(text.slice(start, at - 2));
  }
  return { words, length: at };
}
