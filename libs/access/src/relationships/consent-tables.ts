/** Run in this order in a service's own schema. Reads go through the views. */
export const consentTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'consents-heard-1',
    sql: `create table if not exists consent_heard_v1 (
            area text collate "C" not null,
            episode uuid not null,
            consent uuid not null,
            sequence bigint not null,
            occurred_at text collate "C" not null,
            to_the_day boolean not null,
            terms jsonb,
            primary key (area, episode, consent, sequence)
          )`,
  },
  {
    name: 'consents-heard-2',
    sql: `create table if not exists child_heard_v1 (
            area text collate "C" not null,
            child uuid not null,
            unborn boolean not null,
            carers uuid[] not null,
            responsible uuid[] not null,
            sequence bigint not null,
            primary key (area, child)
          )`,
  },
  {
    name: 'consents-heard-3',
    sql: 'create or replace view consent_heard as select * from consent_heard_v1',
  },
  {
    name: 'consents-heard-4',
    sql: 'create or replace view child_heard as select * from child_heard_v1',
  },
  {
    name: 'consents-heard-5',
    sql: `alter table consent_heard_v1 add column if not exists recorded_at text collate "C"`,
  },
  {
    name: 'consents-heard-6',
    sql: 'create or replace view consent_heard as select * from consent_heard_v1',
  },
];
