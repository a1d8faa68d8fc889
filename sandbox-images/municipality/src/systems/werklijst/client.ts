import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import { derive } from '../login/keys.ts';

export const HOST = 'werklijst';
/** No service can be called so: what the municipality itself looks at is told apart from what a service got. */
export const DESK = 'gemeente:werklijst';

/** The municipality's own client at its login, like any other: its secret follows from the seed. */
export const deskClient = (
  { seed, base }: Pick<MunicipalityConfig, 'seed' | 'base'>,
  scheme: 'http' | 'https',
): MunicipalityConfig['clients'][number] => ({
  service: DESK,
  clientId: 'gemeente-werklijst',
  clientSecret: derive(seed, 'client/werklijst', 24).toString('base64url'),
  redirectUris: [`${scheme}://${HOST}.${base}/aangemeld`],
  postLogoutRedirectUris: [`${scheme}://${HOST}.${base}/`],
  scopes: ['openid', 'profile', 'vo'],
});
