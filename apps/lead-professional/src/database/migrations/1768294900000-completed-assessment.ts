import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each episode's assessment was first completed. */
export class CompletedAssessment1768294900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table completed_assessment_v1 (
        area text collate "C" not null,
        episode uuid not null,
        sequence bigint not null,
        completed_at timestamptz not null,
        to_the_day boolean not null,
        primary key (area, episode))`);
    await runner.query('create view completed_assessment as select * from completed_assessment_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view completed_assessment');
    await runner.query('drop table completed_assessment_v1');
  }
}
