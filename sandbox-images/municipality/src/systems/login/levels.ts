/**
 * How sure the login is of who somebody is: the levels of assurance of eIDAS (Regulation 910/2014, art. 8) by the URIs of its
 * SAML attribute profile, lowest first. ACM/IDM's own names are not published.
 */
export const LEVELS = [
  { acr: 'http://eidas.europa.eu/LoA/low', amr: ['pwd'], title: 'Laag: gebruikersnaam en wachtwoord' },
  {
    acr: 'http://eidas.europa.eu/LoA/substantial',
    amr: ['pwd', 'sms'],
    title: 'Substantieel: wachtwoord en code per sms',
  },
  { acr: 'http://eidas.europa.eu/LoA/high', amr: ['sc', 'pin'], title: 'Hoog: eID met pincode' },
] as const;

/** What a person has who chose nothing, and whom nobody asked for more. */
const USUAL = 1;

/** Place of a level from the lowest; -1 for a name that is none. */
export const rankOf = (acr: unknown): number => LEVELS.findIndex((level) => level.acr === acr);

/**
 * The least that a request asks: the lowest of the levels in its `acr_values`, any of which will do (OpenID Connect Core
 * 3.1.2.1). -1 when it asks none that is known: the parameter is a wish, and names that nobody knows are passed over.
 */
export function leastOf(acrValues: unknown): number {
  const ranks = (typeof acrValues === 'string' ? acrValues : '').split(' ').map(rankOf);
  const known = ranks.filter((rank) => rank >= 0);
  return known.length === 0 ? -1 : Math.min(...known);
}

/** The level that a login page begins with. */
export const offeredAt = (least: number): number => (least === -1 ? USUAL : least);
