/** Run with search_path = the service's schema. */
export const projectionTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'projections-1',
    sql: `
      create table projection_checkpoint (
        name text primary key,
        position text,
        epoch bigint not null,
        updated_at timestamptz not null default now());
      create table parked_event (
        projection text not null,
        key text not null,
        position text not null,
        stream text not null,
        revision bigint not null,
        cause text,
        attempts int not null,
        parked_at timestamptz not null default now(),
        primary key (projection, position));
      create index parked_event_by_key on parked_event (projection, key, position);`,
  },
];
