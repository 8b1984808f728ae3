import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others say that an item needs: versions of the assessment. */
export class Heard1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table assessed_v1 (
        area text collate "C" not null,
        episode uuid not null,
        version integer not null,
        assessment uuid not null,
        primary key (area, episode, version))`);
    await runner.query('create view assessed as select * from assessed_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view assessed');
    await runner.query('drop table assessed_v1');
  }
}
