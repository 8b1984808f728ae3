import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the child index says of children: who is unborn, and who cares for whom. */
export class KnownChild1768294800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_child_v1 (
        area text collate "C" not null,
        child uuid not null,
        unborn boolean not null,
        carers uuid[] not null,
        responsible uuid[] not null,
        sequence bigint not null,
        primary key (area, child))`);
    await runner.query('create view known_child as select * from known_child_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view known_child');
    await runner.query('drop table known_child_v1');
  }
}
