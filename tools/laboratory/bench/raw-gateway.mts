// The way from a client to the bare programs, when they are several: by the first part of a path, and nothing else.
import { Agent, createServer, request } from 'node:http';

const { PORT, INTERACTION, PROGRESS, ORDER } = process.env;
const agent = new Agent({ keepAlive: true });
const PLACES: Readonly<Record<string, string | undefined>> = {
  cart: INTERACTION,
  enrollments: PROGRESS,
};

const server = createServer((incoming, response) => {
  const { url = '/', method, headers } = incoming;
  const place = PLACES[url.split(/[/?]/)[3] ?? ''] ?? ORDER;
  const onwards = request(new URL(url, place), { agent, method, headers }, (reply) => {
    // How long a connection may idle is said by whoever holds it: a client that believes the program behind would send
    // a request on a connection that this server is about to close.
    const { connection: _, 'keep-alive': __, ...ofTheReply } = reply.headers;
    response.writeHead(reply.statusCode ?? 502, ofTheReply);
    reply.pipe(response);
  });
  onwards.on('error', (error) => response.writeHead(502).end(String(error)));
  incoming.pipe(onwards);
});
server.listen(Number(PORT), '127.0.0.1');
