import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every word on consent as it was said: what holds at a moment is read from all of them. */
export class ConsentSaid1768294800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consent_said_v1 (
        area text collate "C" not null,
        episode uuid not null,
        consent uuid not null,
        sequence bigint not null,
        occurred_at text collate "C" not null,
        to_the_day boolean not null,
        terms jsonb,
        primary key (area, episode, consent, sequence))`);
    await runner.query('create view consent_said as select * from consent_said_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view consent_said');
    await runner.query('drop table consent_said_v1');
  }
}
