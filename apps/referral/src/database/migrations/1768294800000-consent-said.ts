import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every word on sharing as it was said, and who is responsible for whom: what holds is read from all of it. */
export class ConsentSaid1768294800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consent_said_v1 (
        area text collate "C" not null,
        episode uuid not null,
        consent uuid not null,
        sequence bigint not null,
        occurred_at text collate "C" not null,
        occurred_precision text,
        terms jsonb,
        primary key (area, episode, consent, sequence))`);
    await runner.query('create view consent_said as select * from consent_said_v1');
    await runner.query(`
      create table registered_child_v1 (
        area text collate "C" not null,
        child uuid not null,
        responsible uuid[] not null,
        sequence bigint not null,
        primary key (area, child))`);
    await runner.query('create view registered_child as select * from registered_child_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view consent_said, registered_child');
    await runner.query('drop table consent_said_v1, registered_child_v1');
  }
}
