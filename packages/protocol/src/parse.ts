/** Small readers for JSON that nobody has checked yet. They return undefined for what is not there or not of its type. */

export type Json = Readonly<Record<string, unknown>>;

/** The value as a plain object, else undefined. */
export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** An own field of an object: never an inherited one such as `constructor`. */
export const field = (object: Json, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** A string field of at most `max` characters. */
export function text(object: Json, key: string, max = 1024): string | undefined {
  const value = field(object, key);
  return typeof value === 'string' && value.length <= max ? value : undefined;
}

/** A finite number field. */
export function number(object: Json, key: string): number | undefined {
  const value = field(object, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A boolean field, false unless it is exactly true. */
export const flag = (object: Json, key: string): boolean => field(object, key) === true;

/** A field that is a list; an empty one when it is not. */
export function list(object: Json, key: string): readonly unknown[] {
  const value = field(object, key);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Each member read by `read`; those that it cannot read are left out. */
export const each = <T>(values: readonly unknown[], read: (value: unknown) => T | undefined): T[] =>
  values.flatMap((value) => read(value) ?? []);

/** JSON text to an object; undefined when it is not JSON or not an object. */
export function parseJson(source: string): Json | undefined {
  try {
    return asObject(JSON.parse(source));
  } catch {
    return undefined;
  }
}
