import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which panels there are, when they sit, and what waits for them or is on their agendas. */
export class Agenda1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table series_v1 (
        area text collate "C" not null,
        series uuid not null,
        name text not null,
        primary key (area, series))`);
    await runner.query('create view series as select * from series_v1');
    await runner.query(`
      create table sitting_v1 (
        area text collate "C" not null,
        series uuid not null,
        sitting uuid not null,
        date date not null,
        agenda_closes date not null,
        stage text not null,
        reconvenes uuid,
        primary key (area, series, sitting))`);
    await runner.query('create view sitting as select * from sitting_v1');
    await runner.query(`
      create table agenda_item_v1 (
        area text collate "C" not null,
        item uuid not null,
        series uuid not null,
        episode uuid not null,
        submitted_on date not null,
        sittings uuid[] not null,
        decided boolean not null,
        primary key (area, item))`);
    await runner.query(`
      create index agenda_item_v1_waiting on agenda_item_v1 (area, series)
       where not decided and cardinality(sittings) = 0`);
    await runner.query('create index agenda_item_v1_episode on agenda_item_v1 (area, episode)');
    await runner.query('create view agenda_item as select * from agenda_item_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['agenda_item', 'sitting', 'series']) {
      await runner.query(`drop view ${name}`);
      await runner.query(`drop table ${name}_v1`);
    }
  }
}
