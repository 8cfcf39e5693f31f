/** Reading JSON of strangers: whatever is not of the expected kind counts as absent. */

export function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function field(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or a number as text (ids come as either). Undefined when empty. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function stringsOf(value: unknown): string[] {
  return field(value).flatMap((one) => stringOf(one) ?? []);
}

/** A number, or a text that is one. Undefined otherwise. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
