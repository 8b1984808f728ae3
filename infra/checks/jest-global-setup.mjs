import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import './typescript.mjs';

const listen = (server) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });

const start = async () => {
  const libs = '../../libs';
  const [{ startForAllSpecs }, embedded, removal] = await Promise.all([
    import(`${libs}/testing/src/global-setup.ts`),
    import(`${libs}/embedded-postgres/src/embedded-postgres.ts`),
    import(`${libs}/embedded-postgres/src/removal.ts`),
  ]);
  return startForAllSpecs({
    start: embedded.startEmbeddedPostgres,
    remove: removal.removeEmbeddedPostgres,
  });
};

/**
 * Offers one PostgreSQL server to all spec files of this run. It starts when the first of them asks,
 * so pure specs do not wait for it. Only this run knows the address.
 */
export default async () => {
  const path = `/${randomBytes(16).toString('hex')}`;
  let started;
  const offer = createServer((request, response) => {
    if (request.url !== path) return void response.writeHead(404).end();
    started ??= start();
    started.then(
      ({ urls }) => response.end(JSON.stringify(urls)),
      (error) => response.writeHead(500).end(String(error.stack)),
    );
  });
  process.env.ONESTORY_TEST_DATABASES = `http://127.0.0.1:${await listen(offer)}${path}`;
  offer.unref();
  const stop = async () => {
    offer.closeAllConnections();
    offer.close();
    await (await started?.catch(() => undefined))?.stop();
  };
  globalThis.onestoryTestDatabases = stop;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void stop().finally(() => process.kill(process.pid, signal)));
  }
};
