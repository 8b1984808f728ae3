import { assertDurable } from './durability.js';

const durable = {
  version: 16,
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  data_checksums: 'on',
  encoding: 'UTF8',
  read_only: false,
};

const server = (settings: Partial<typeof durable>) => ({
  query: () => Promise.resolve({ rows: [{ ...durable, ...settings }] }),
});

describe('a PostgreSQL server of the user’s own', () => {
  it('is used when its commits survive a crash, with replicas or without', async () => {
    await expect(assertDurable(server({}))).resolves.toEqual([]);
    await expect(
      assertDurable(server({ version: 15, synchronous_commit: 'remote_apply' })),
    ).resolves.toEqual([]);
  });

  it.each([
    [{ version: 14 }, 'it is version 14: OneStory needs 15 or later'],
    [{ fsync: 'off' }, 'fsync is off'],
    [{ full_page_writes: 'off' }, 'full_page_writes is off'],
    [{ synchronous_commit: 'off' }, 'synchronous_commit is off'],
    [{ encoding: 'SQL_ASCII' }, 'encoded in SQL_ASCII'],
    [{ read_only: true }, 'it is a read-only replica'],
  ])('is refused with %j', async (settings, fault) => {
    await expect(assertDurable(server(settings))).rejects.toThrow(fault);
  });

  it('is advised, not refused, when a damaged page would go unnoticed', async () => {
    const advice = await assertDurable(server({ data_checksums: 'off' }));
    expect(advice.join()).toMatch(/checksums.*off/);
  });

  it('hears all that is wrong at once', async () => {
    await expect(assertDurable(server({ fsync: 'off', version: 13 }))).rejects.toThrow(
      /version 13.*\n- fsync/,
    );
  });
});
