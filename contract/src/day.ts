const BRUSSELS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** The day that it is in Flanders at a moment (milliseconds since 1970), YYYY-MM-DD: what rules and deadlines go by. */
export const dayIn = (now: number): string => BRUSSELS.format(now);
