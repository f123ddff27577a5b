/** Whether the text is well-formed Unicode, that is, has no surrogate without its other half. */
export function isWellFormed(text: string): boolean {
  // The engine's own test is a hundred times faster, where there is one.
  const { isWellFormed: test } = text as { isWellFormed?(): boolean };
  return test === undefined ? !/\p{Surrogate}/u.test(text) : test.call(text);
}

/** How many Unicode scalar values a well-formed text has. */
export function scalarLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    if (isHighSurrogate(text, at)) length--;
  }
  return length;
}

/** Compares two texts by their Unicode scalar values, for `sort`. JavaScript's own order is that of UTF-16 units. */
export function byScalarValue(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  // A difference in the second half of a pair is one between the two pairs.
  if (isHighSurrogate(left, at - 1) && (isLowSurrogate(left, at) || isLowSurrogate(right, at))) at--;
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1);
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
