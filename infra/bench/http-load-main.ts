import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { loadFrom } from './http-load.js';
import type { Request } from './http-load.js';

// A process of its own, so that making requests takes no time from those who answer them.

const { url, requests, connections, seconds } = loadFrom(process.argv[2]!);
const wire = requests.map(({ path, headers, body }: Request) => ({
  path,
  headers,
  body: body && JSON.stringify(body),
}));
let sent = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      setupRequest: (request) => {
        const { path, headers, body } = wire[(sent += 1) % wire.length]!;
        if (body === undefined) return { ...request, method: 'GET', path, headers };
        const posted = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
        return { ...request, method: 'POST', path, headers: { ...headers, ...posted }, body };
      },
    },
  ],
});
process.stdout.write(JSON.stringify(result));
