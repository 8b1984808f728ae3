import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A child as it can be found: nothing of it is shown from here. */
@Entity({ name: 'index_entry' })
export class IndexEntry {
  @PrimaryColumn('text')
  area!: string;

  @PrimaryColumn('uuid')
  child!: string;

  /** False: an unborn child, found by the name of its mother. */
  @Column('boolean')
  born!: boolean;

  @Column('date', { name: 'date_of_birth', nullable: true })
  dateOfBirth!: string | null;

  @Column('date', { name: 'expected_date', nullable: true })
  expectedDate!: string | null;

  @Column('text', { nullable: true })
  postcode!: string | null;

  @Column('text', { name: 'nhs_number', nullable: true })
  nhsNumber!: string | null;
}
