import { keepRunning } from './keep-running.js';
import { processesOf, until } from './processes.js';
import { remove, removePrepared, startedBefore } from './testing/data-folders.js';
import { ask } from './testing/processes.js';

const untilAnswered = async (url: string, text: string): Promise<readonly object[]> => {
  for (;;) {
    const rows = await ask(url, text).catch(() => undefined);
    if (rows) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a PostgreSQL that is kept running', () => {
  let dataFolder: string;

  beforeEach(async () => {
    dataFolder = await startedBefore();
  });
  afterEach(() => remove(dataFolder));
  afterAll(removePrepared);

  it('is there again at the same address after it was killed, with all that was committed', async () => {
    const said: string[] = [];
    const server = await keepRunning({ dataFolder, log: (message) => said.push(message) });
    const { url } = server;
    await ask(url, 'create table concern as select 1 as number');
    for (const number of [2, 3]) {
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await untilAnswered(url, `insert into concern values (${number})`);
      await until(() => server.pid !== pid, 60_000);
    }
    expect(await ask(url, 'select number from concern order by 1')).toEqual([
      { number: 1 },
      { number: 2 },
      { number: 3 },
    ]);
    expect(server.url).toBe(url);
    expect(said.filter((message) => /runs again/.test(message))).toHaveLength(2);
    await server.stop();
    await server.ended;
  });

  it('does not come back when it was stopped, not even while it was on its way back', async () => {
    const server = await keepRunning({ dataFolder });
    process.kill(server.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.stop();
    await server.ended;
    expect(await processesOf(`${dataFolder}/postgres/cluster`)).toEqual([]);
  });
});
