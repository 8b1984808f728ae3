/** What is measured, with its unit. Codes travel in published corrections, so nobody types them. */
export const MEASURES = [
  'school_attendance_percent',
  'late_arrivals_per_month',
  'days_excluded_per_term',
  'missed_health_appointments_per_month',
  'rooms_short',
  'rent_arrears_weeks',
  'distance_travelled_1_to_10',
] as const;

/** What may be corrected: a baseline of the plan, a measure of a review. */
export const CORRECTABLE = MEASURES.flatMap((it) => [
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
