import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others say that an item needs: versions of the assessment, and every word on consent. */
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
    await runner.query(`
      create table consent_said_v1 (
        area text collate "C" not null,
        episode uuid not null,
        consent uuid not null,
        sequence bigint not null,
        giver uuid not null,
        given boolean not null,
        capacity text,
        children uuid[] not null,
        agencies uuid[] not null,
        since timestamptz not null,
        primary key (area, episode, consent, sequence))`);
    await runner.query('create view consent_said as select * from consent_said_v1');
    await runner.query(`
      create table responsible_v1 (
        area text collate "C" not null,
        child uuid not null,
        carers uuid[] not null,
        sequence bigint not null,
        primary key (area, child))`);
    await runner.query('create view responsible as select * from responsible_v1');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['responsible', 'consent_said', 'assessed']) {
      await runner.query(`drop view ${name}`);
      await runner.query(`drop table ${name}_v1`);
    }
  }
}
