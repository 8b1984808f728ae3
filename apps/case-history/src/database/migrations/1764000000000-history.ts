import type { MigrationInterface, QueryRunner } from 'typeorm';

export class History1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table history_v1 (
        area text not null,
        id uuid not null,
        type text not null,
        message text not null,
        primary key (area, id))`);
    await runner.query(`
      create table history_subject_v1 (
        area text not null,
        subject uuid not null,
        id uuid not null,
        primary key (area, subject, id))`);
    await runner.query('create index history_v1_type on history_v1 (area, type)');
    await runner.query('create view history as select * from history_v1');
    await runner.query('create view history_subject as select * from history_subject_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view history_subject');
    await runner.query('drop view history');
    await runner.query('drop table history_subject_v1');
    await runner.query('drop table history_v1');
  }
}
