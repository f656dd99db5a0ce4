// Takes whatever is sent to it and keeps nothing: the receiver of spans while their cost is measured.
import { createServer } from 'node:http';

createServer((request, response) => {
  request.resume();
  request.once('end', () => response.end('{}'));
}).listen(Number(process.env.PORT), '127.0.0.1');
