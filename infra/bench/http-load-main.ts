import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { loadFrom } from './http-load.js';

// A process of its own, so that making requests takes no time from those who answer them.

const { url, paths, body, headers, connections, seconds } = loadFrom(process.argv[2]!);
let sent = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      setupRequest: (request) => ({
        ...request,
        method: 'POST',
        path: paths[(sent += 1) % paths.length]!,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify(body),
      }),
    },
  ],
});
process.stdout.write(JSON.stringify(result));
