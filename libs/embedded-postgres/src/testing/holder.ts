import { startEmbeddedPostgres } from '../embedded-postgres.js';

/** A process of its own that holds a server until it is told to stop, or is killed. */
const say = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);

try {
  const said: string[] = [];
  const server = await startEmbeddedPostgres({
    dataFolder: process.argv[2] ?? '',
    log: (message) => said.push(message),
  });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  const { url, adminUrl, pid, notes } = server;
  say({ url, adminUrl, pid, notes, said });
} catch (error) {
  const { name, message } = error as Error;
  say({ name, message });
  process.exitCode = 1;
}
