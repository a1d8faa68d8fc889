/** ANSI escapes, other control characters, and those that turn the direction of text or hide in it. */
const UNSAFE =
  /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Hostile text as it may be shown: nothing in it moves, hides or turns. */
export const clean = (hostile: string): string => hostile.toWellFormed().replaceAll(UNSAFE, '');
