import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The children who turned 16 by the index: no birthday, no age. */
export class TurnedSixteen1767225600001 implements MigrationInterface {
  readonly name = 'TurnedSixteen1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table turned_sixteen_v1 (
        area text collate "C" not null,
        child uuid not null,
        primary key (area, child));
      create view turned_sixteen as select * from turned_sixteen_v1;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table turned_sixteen_v1 cascade');
  }
}
