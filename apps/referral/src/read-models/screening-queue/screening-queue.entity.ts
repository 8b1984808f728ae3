import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Referral, WithdrawalCause } from '../../domain/referral.js';

/** One referral as its receiving agency has it before it. Ids and codes only. */
@Entity({ name: 'screening_queue' })
export class ScreeningQueueRow {
  @PrimaryColumn('text')
  area!: string;

  @PrimaryColumn('uuid')
  agency!: string;

  @PrimaryColumn('uuid')
  referral!: string;

  @Column('uuid')
  service!: string;

  @Column('boolean')
  sensitive!: boolean;

  @Column('uuid', { nullable: true })
  episode!: string | null;

  @Column('uuid', { array: true })
  children!: string[];

  @Column('uuid', { name: 'sent_by_agency' })
  sentByAgency!: string;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt!: Date;

  @Column('text')
  stage!: Exclude<Referral['stage'], 'not sent'>;

  /** Of a withdrawn one: why nothing more is to be done. */
  @Column('text', { nullable: true })
  cause!: WithdrawalCause | null;

  /** When this stage began. */
  @Column('timestamptz')
  since!: Date;

  @Column('bigint')
  revision!: string;
}
