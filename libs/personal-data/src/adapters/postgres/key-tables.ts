/** Ordered; each may run again. They run before the services start, under one advisory lock. */
export const keyTables: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'personal-data-1-schema', sql: 'create schema if not exists personal_data' },
  {
    // The first master key that was used here. Two hosts that each make their own are stopped by this row.
    name: 'personal-data-2-master-key',
    sql: `create table if not exists personal_data.master_key (
      one boolean primary key default true check (one),
      id text not null,
      since timestamptz not null default now()
    )`,
  },
  {
    // A destroyed key keeps its row, without its bytes, so that it cannot be made again.
    name: 'personal-data-3-wrapped-key',
    sql: `create table if not exists personal_data.wrapped_key (
      ref text collate "C" primary key,
      master_key text not null,
      wrapped bytea,
      created_at timestamptz not null default now(),
      destroyed_at timestamptz,
      check ((wrapped is null) = (destroyed_at is not null))
    )`,
  },
  {
    // The master key that the current one replaces, until the last row is wrapped anew.
    name: 'personal-data-4-replaced-master-key',
    sql: `alter table personal_data.master_key add column if not exists replaces text`,
  },
];
