import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names in plain text, because they are searched; in this schema only. A shielded child will have tables of
 * its own, never a mark in these: a forgotten condition cannot leak who is not there.
 */
export class IndexSearch1767225600000 implements MigrationInterface {
  readonly name = 'IndexSearch1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table index_entry_v1 (
        area text collate "C" not null,
        child uuid not null,
        born boolean not null,
        date_of_birth date,
        expected_date date,
        postcode text collate "C",
        nhs_number text collate "C",
        primary key (area, child));
      create index index_entry_v1_born_on on index_entry_v1 (area, date_of_birth);
      create index index_entry_v1_expected on index_entry_v1 (area, expected_date)
        where expected_date is not null;
      create index index_entry_v1_postcode on index_entry_v1 (area, postcode);
      create view index_entry as select * from index_entry_v1;

      create table index_name_v1 (
        area text collate "C" not null,
        person uuid not null,
        words text[] not null,
        primary key (area, person));
      create index index_name_v1_words on index_name_v1 using gin (words);
      create view index_name as select * from index_name_v1;

      create table index_carer_v1 (
        area text collate "C" not null,
        child uuid not null,
        carer uuid not null,
        mother boolean not null,
        primary key (area, child, carer));
      create index index_carer_v1_carer on index_carer_v1 (area, carer);
      create view index_carer as select * from index_carer_v1;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table index_entry_v1 cascade;
      drop table index_name_v1 cascade;
      drop table index_carer_v1 cascade;`);
  }
}
