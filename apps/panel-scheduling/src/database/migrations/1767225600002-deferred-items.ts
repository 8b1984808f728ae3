import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same three tables, rebuilt: an item knows at which sittings it was deferred. */
export class DeferredItems1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const name of ['agenda_item', 'sitting', 'series']) {
      await runner.query(`drop view ${name}`);
      await runner.query(`drop table ${name}_v1`);
    }
    await runner.query(`
      create table series_v2 (
        area text collate "C" not null,
        series uuid not null,
        name text not null,
        primary key (area, series))`);
    await runner.query('create view series as select * from series_v2');
    await runner.query(`
      create table sitting_v2 (
        area text collate "C" not null,
        series uuid not null,
        sitting uuid not null,
        date date not null,
        agenda_closes date not null,
        stage text not null,
        reconvenes uuid,
        primary key (area, series, sitting))`);
    await runner.query('create view sitting as select * from sitting_v2');
    await runner.query(`
      create table agenda_item_v2 (
        area text collate "C" not null,
        item uuid not null,
        series uuid not null,
        episode uuid not null,
        submitted_on date not null,
        sittings uuid[] not null,
        deferred uuid[] not null,
        decided boolean not null,
        primary key (area, item))`);
    await runner.query(`
      create index agenda_item_v2_waiting on agenda_item_v2 (area, series)
       where not decided`);
    await runner.query('create index agenda_item_v2_episode on agenda_item_v2 (area, episode)');
    await runner.query('create view agenda_item as select * from agenda_item_v2');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['agenda_item', 'sitting', 'series']) {
      await runner.query(`drop view ${name}`);
      await runner.query(`drop table ${name}_v2`);
    }
  }
}
