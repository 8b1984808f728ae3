import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ids and codes only: who the people are stays in the index, what was said in the streams. */
export class FamiliesAndConsents1767225600000 implements MigrationInterface {
  readonly name = 'FamiliesAndConsents1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_child_v1 (
        area text collate "C" not null,
        child uuid not null,
        carers uuid[] not null,
        responsibilities text[] not null,
        sequence bigint not null,
        primary key (area, child));
      create index known_child_v1_carers on known_child_v1 using gin (carers);
      create view known_child as select * from known_child_v1;

      create table episode_consent_v1 (
        area text collate "C" not null,
        episode uuid not null,
        consent uuid not null,
        primary key (area, episode, consent));
      create view episode_consent as select * from episode_consent_v1;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table known_child_v1 cascade;
      drop table episode_consent_v1 cascade;`);
  }
}
