/**
 * Arrays in PostgreSQL's binary form. The driver writes an array as text, bytes as hex in it; at a few hundred
 * events a batch that was a good part of an append. A Buffer it hands on as it is.
 */
const HEADER = 20;
const OID = { bytea: 17, int8: 20, int4: 23, text: 25, uuid: 2950 } as const;

const start = (oid: number, count: number, bytes: number): Buffer => {
  const array = Buffer.allocUnsafe(HEADER + count * 4 + bytes);
  array.writeInt32BE(1, 0); // dimensions
  array.writeInt32BE(0, 4); // no nulls
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16); // lower bound
  return array;
};

const fixed = <T>(
  oid: number,
  size: number,
  values: readonly T[],
  write: (array: Buffer, value: T, at: number) => void,
): Buffer => {
  const array = start(oid, values.length, values.length * size);
  let at = HEADER;
  for (const value of values) {
    at = array.writeInt32BE(size, at);
    write(array, value, at);
    at += size;
  }
  return array;
};

export const int4Array = (values: readonly number[]): Buffer =>
  fixed(OID.int4, 4, values, (array, value, at) => array.writeInt32BE(value, at));

export const int8Array = (values: readonly bigint[]): Buffer =>
  fixed(OID.int8, 8, values, (array, value, at) => array.writeBigInt64BE(value, at));

export const uuidArray = (values: readonly string[]): Buffer =>
  fixed(OID.uuid, 16, values, (array, value, at) =>
    array.write(value.replaceAll('-', ''), at, 'hex'),
  );

const utf8Array = (oid: number, values: readonly string[]): Buffer => {
  const lengths = values.map((value) => Buffer.byteLength(value));
  const array = start(oid, values.length, sum(lengths));
  let at = HEADER;
  values.forEach((value, index) => {
    at = array.writeInt32BE(lengths[index]!, at);
    at += array.write(value, at, 'utf8');
  });
  return array;
};

export const textArray = (values: readonly string[]): Buffer => utf8Array(OID.text, values);

/** Texts as their bytes. */
export const byteaArray = (values: readonly string[]): Buffer => utf8Array(OID.bytea, values);

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
