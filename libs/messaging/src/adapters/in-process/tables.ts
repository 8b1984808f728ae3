/**
 * Ordered SQL, each entry run once, before anything connects. The log is a schema of its own, so it can live
 * in another database than stores and read models.
 */
export const exchangeTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'exchange-1',
    sql: `
      create schema if not exists exchange;
      create table exchange.topic (name text primary key, partitions int not null);
      create table exchange.partition_head (
        topic text not null references exchange.topic,
        partition int not null,
        next_offset bigint not null default 0,
        primary key (topic, partition)) with (fillfactor = 50);
      create table exchange.message (
        topic text not null,
        partition int not null,
        "offset" bigint not null,
        key text not null,
        value bytea not null,
        headers text,
        published_at timestamptz not null default clock_timestamp(),
        primary key (topic, partition, "offset"));
      create table exchange.group_offset (
        group_name text not null,
        topic text not null,
        partition int not null,
        next_offset bigint not null,
        primary key (group_name, topic, partition)) with (fillfactor = 50);

      -- The head rows are locked in one order by everybody, so two publishers never wait for one another;
      -- and in a statement of its own, so that the next one sees what the holder of the lock committed.
      -- Whoever reads offset n + 1 of a partition can therefore read n.
      create function exchange.publish(
        of_topics text[], of_partitions int[], of_keys text[], of_values bytea[], of_headers text[])
      returns void language plpgsql as $publish$
      begin
        perform 1 from exchange.partition_head h
          where (h.topic, h.partition) in (select w.t, w.p from unnest(of_topics, of_partitions) as w(t, p))
          order by h.topic, h.partition for update;
        insert into exchange.message (topic, partition, "offset", key, value, headers)
          select w.t, w.p, h.next_offset + row_number() over (partition by w.t, w.p order by w.n) - 1,
            w.key, w.value, w.headers
          from unnest(of_topics, of_partitions, of_keys, of_values, of_headers)
            with ordinality as w(t, p, key, value, headers, n)
          join exchange.partition_head h on h.topic = w.t and h.partition = w.p;
        update exchange.partition_head h set next_offset = h.next_offset + w.count
          from (select t, p, count(*) as count from unnest(of_topics, of_partitions) as u(t, p) group by t, p) w
          where h.topic = w.t and h.partition = w.p;
      end $publish$;`,
  },
];
