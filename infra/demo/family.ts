/** A family that nobody is: names and numbers of this run, each with a rare token by which a leak is found. */
export interface Family {
  readonly run: number;
  /** In every personal value of this family. */
  readonly token: string;
  readonly mother: Member;
  readonly partner: Member;
  readonly elder: Member;
  readonly younger: Member;
  readonly address: string;
  readonly postcode: string;
  readonly phone: string;
}

export interface Member {
  readonly given: string;
  readonly family: string;
  readonly dateOfBirth: string;
  readonly nhsNumber: string;
}

/** The n-th valid number of the range 999 000 0000 to 999 999 9999, which is never given to patients. */
const testNhsNumber = (index: number): string => {
  let found = -1;
  for (let serial = 0; ; serial += 1) {
    const nine = `999${String(serial).padStart(6, '0')}`;
    const sum = Array.from(nine).reduce(
      (total, digit, place) => total + Number(digit) * (10 - place),
      0,
    );
    const check = (11 - (sum % 11)) % 11;
    if (check === 10) continue;
    found += 1;
    if (found === index) return `${nine}${check}`;
  }
};

const FAMILY_NAMES = ['Rahimi', 'Noorzai', 'Sadat', 'Karimi', 'Popal', 'Wardak', 'Azizi', 'Hotak'];
const GIVEN = [
  ['Laila', 'Omid', 'Parwana', 'Zaki'],
  ['Mina', 'Farid', 'Samira', 'Idris'],
  ['Nadia', 'Yama', 'Roya', 'Haroun'],
  ['Shirin', 'Karim', 'Zohra', 'Tamim'],
] as const;

/** Letters that stand in no English text: `zqab` for run 1. */
const tokenOf = (run: number): string =>
  `zq${Array.from(String(run).padStart(4, '0'))
    .map((digit) => 'abcdefghij'[Number(digit)])
    .join('')}x`;

export const familyOf = (run: number): Family => {
  const token = tokenOf(run);
  const family = `${FAMILY_NAMES[run % FAMILY_NAMES.length]}-${token}`;
  const [mother, partner, elder, younger] = GIVEN[run % GIVEN.length]!;
  const number = (place: number) => testNhsNumber((run - 1) * 5 + place);
  return {
    run,
    token,
    mother: { given: mother, family, dateOfBirth: '1994-08-21', nhsNumber: number(2) },
    partner: { given: partner, family, dateOfBirth: '1990-02-11', nhsNumber: number(4) },
    elder: { given: elder, family, dateOfBirth: '2010-06-02', nhsNumber: number(1) },
    younger: { given: younger, family, dateOfBirth: '2016-09-03', nhsNumber: number(0) },
    address: `${run} Weaver ${token} Row, Ashcombe`,
    postcode: `ZZ${(run % 9) + 1} ${run % 10}ZQ`,
    phone: `01632 960${String(run % 1000).padStart(3, '0')}`,
  };
};
