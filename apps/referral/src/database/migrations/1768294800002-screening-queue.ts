import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a receiving agency has before it. Ids and codes only. */
export class ScreeningQueue1768294800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table screening_queue_v1 (
        area text collate "C" not null,
        agency uuid not null,
        referral uuid not null,
        service uuid not null,
        sensitive boolean not null,
        episode uuid,
        children uuid[] not null,
        sent_by_agency uuid not null,
        sent_at timestamptz not null,
        stage text not null,
        cause text,
        since timestamptz not null,
        revision bigint not null,
        primary key (area, agency, referral))`);
    await runner.query(
      'create index screening_queue_v1_referral on screening_queue_v1 (area, referral)',
    );
    await runner.query('create view screening_queue as select * from screening_queue_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view screening_queue');
    await runner.query('drop table screening_queue_v1');
  }
}
