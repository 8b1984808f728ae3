import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals that still await a service: whom they are about, and by whose consent. */
export class OpenReferral1768294800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table open_referral_v1 (
        area text collate "C" not null,
        referral uuid not null,
        episode uuid,
        service uuid not null,
        agency uuid not null,
        children uuid[] not null,
        consents uuid[] not null,
        occurred_at text collate "C" not null,
        occurred_precision text,
        open boolean not null default true,
        primary key (area, referral))`);
    await runner.query(
      'create index open_referral_v1_service on open_referral_v1 (area, service) where open',
    );
    await runner.query(
      'create index open_referral_v1_consents on open_referral_v1 using gin (consents) where open',
    );
    await runner.query('create view open_referral as select * from open_referral_v1 where open');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view open_referral');
    await runner.query('drop table open_referral_v1');
  }
}
