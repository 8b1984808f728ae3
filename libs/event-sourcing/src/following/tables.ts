/**
 * Run in order, each once, with search_path = the service's schema, and after the tables of libs that kept their
 * own checkpoints and parked sequences before: those are moved here.
 */
export const followingTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'following-1',
    sql: `
      create table checkpoint (
        follower text primary key,
        -- The last event handled, and its id. Null: nothing yet, or the follower keeps offsets.
        position text collate "C",
        stood uuid,
        -- Whoever took the lease last; what was given to earlier ones writes nothing.
        epoch bigint not null,
        leased_until timestamptz) with (fillfactor = 50);
      create table parked (
        follower text not null,
        -- Position of an event, or topic, partition and offset of a message: in order within a sequence.
        place text collate "C" not null,
        -- What keeps its order: a key, for messages within a topic.
        sequence text not null,
        key text not null,
        topic text,
        -- Whatever a read may ask for: key, stream, episode, children.
        about text[] not null,
        stream text,
        revision bigint,
        id uuid,
        type text,
        -- Of a message. The bytes of an event stay in the store.
        value bytea,
        headers text,
        -- Null: it only queues behind one that failed.
        cause text,
        attempts int not null,
        parked_at timestamptz not null default now(),
        primary key (follower, place));
      create index parked_in_order on parked (follower, sequence, place);
      create table replay (
        follower text not null,
        sequence text not null,
        claim uuid not null,
        claimed_until timestamptz not null,
        primary key (follower, sequence));

      do $$ begin
        if to_regclass('projection_checkpoint') is not null then
          insert into checkpoint (follower, position, epoch)
            select name, position, epoch from projection_checkpoint;
          insert into parked (follower, place, sequence, key, about, stream, revision, cause, attempts, parked_at)
            select projection, position, key, key, array[key, stream], stream, revision, cause, attempts, parked_at
            from parked_event;
          drop table projection_checkpoint, parked_event;
        end if;
        if to_regclass('publisher_checkpoint') is not null then
          insert into checkpoint (follower, position, epoch)
            select name, position, epoch from publisher_checkpoint;
          insert into parked (follower, place, sequence, key, about, stream, revision, id, type, cause, attempts, parked_at)
            select name, position, key, key, array[key, stream], stream, revision, event_id, type, cause, attempts, parked_at
            from parked_publication;
          drop table publisher_checkpoint, parked_publication;
        end if;
      end $$;`,
  },
  {
    name: 'following-2',
    sql: `
      do $$ begin
        if to_regclass('parked_message') is not null then
          insert into parked (follower, place, sequence, key, topic, about, id, type, value, headers, cause, attempts,
              parked_at)
            select consumer, topic || '/' || lpad(partition::text, 10, '0') || '/' || lpad("offset"::text, 20, '0'),
              topic || '/' || key, key, topic, about, message_id, type, value, headers, cause, attempts, parked_at
            from parked_message;
          drop table parked_message;
        end if;
      end $$;`,
  },
  {
    // Until then nothing queues behind the sequence: its replay is about to end.
    name: 'following-3',
    sql: 'alter table replay add closing_until timestamptz',
  },
];
