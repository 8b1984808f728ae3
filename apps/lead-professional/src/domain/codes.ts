/** The least and the most that can be true. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

const upTo = (most: number): Bounds => ({ least: 0, most });

/** What is measured, with its unit in the code and its natural bounds. */
const BOUNDS = {
  school_attendance_percent: upTo(100),
  late_arrivals_per_month: upTo(31),
  days_excluded_per_term: upTo(100),
  missed_health_appointments_per_month: upTo(31),
  rooms_short: upTo(20),
  rent_arrears_weeks: upTo(520),
  distance_travelled_1_to_10: { least: 1, most: 10 },
} as const satisfies Record<string, Bounds>;

export type MeasureCode = keyof typeof BOUNDS;

/** Codes travel in published corrections, so nobody types them. */
export const READINGS = Object.keys(BOUNDS) as MeasureCode[];

/** Undefined for a code that is not measured any more. */
export const boundsOf = (measure: string): Bounds | undefined =>
  Object.hasOwn(BOUNDS, measure) ? BOUNDS[measure as MeasureCode] : undefined;

/** What may be corrected: a baseline of the plan, a measure of a review. */
export const CORRECTABLE = READINGS.flatMap((it) => [
  `baselines.${it}` as const,
  `measures.${it}` as const,
]);

/** What somebody brings to the team around the child. */
export const TEAM_ROLES = [
  'teacher',
  'school_staff',
  'education_welfare',
  'general_practitioner',
  'midwife',
  'health_visitor',
  'school_nurse',
  'mental_health',
  'counsellor',
  'early_help',
  'family_support',
  'social_worker',
  'housing',
  'police',
  'youth_worker',
  'voluntary',
  'key_worker',
] as const;
