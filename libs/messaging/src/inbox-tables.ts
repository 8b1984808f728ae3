/** Run in order, each entry once, with search_path = the service's schema. */
export const inboxTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'inbox-1',
    sql: `
      create table inbox (
        consumer text not null,
        message_id uuid not null,
        handled_at timestamptz not null default now(),
        primary key (consumer, message_id));
      create table consumer_offset (
        consumer text not null,
        topic text not null,
        partition int not null,
        next_offset bigint not null,
        updated_at timestamptz not null default now(),
        primary key (consumer, topic, partition)) with (fillfactor = 50);
      create table parked_message (
        consumer text not null,
        topic text not null,
        partition int not null,
        "offset" bigint not null,
        key text not null,
        -- key, episode, children and stream: what a read may ask for
        about text[] not null,
        message_id uuid,
        type text,
        value bytea not null,
        headers text,
        cause text,
        attempts int not null,
        parked_at timestamptz not null default now(),
        primary key (consumer, topic, partition, "offset"));
      create index parked_message_by_key on parked_message (consumer, key, topic, "offset");`,
  },
  {
    name: 'inbox-2',
    sql: 'alter table inbox add topic text, add partition int, add "offset" bigint',
  },
  {
    // A digest of the last message handled: null until the first that is handled from then on.
    name: 'inbox-3',
    sql: 'alter table consumer_offset add stood text',
  },
];
