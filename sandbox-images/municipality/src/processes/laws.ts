import type { LegalBasis } from './process.ts';

const CODEX = 'https://codex.vlaanderen.be/';
const JUSTEL = 'https://www.ejustice.just.fgov.be/';

/** Laws that every process here rests on. */
export const ORDER: LegalBasis = {
  title: 'Nieuwe Gemeentewet van 24 juni 1988',
  article: '135, § 2',
  says: 'De gemeente zorgt voor een veilig en vlot verkeer en voor openbare reinheid, gezondheid, veiligheid en rust.',
  site: JUSTEL,
};
export const BYLAWS: LegalBasis = {
  title: 'Nieuwe Gemeentewet van 24 juni 1988',
  article: '119',
  says: 'De gemeenteraad maakt de gemeentelijke politieverordeningen.',
  site: JUSTEL,
};
export const REGULATIONS: LegalBasis = {
  title: 'Decreet van 22 december 2017 over het lokaal bestuur',
  article: '40, § 3',
  says: 'De gemeenteraad stelt de gemeentelijke reglementen vast.',
  site: CODEX,
};
export const IN_FORCE: LegalBasis = {
  title: 'Decreet van 22 december 2017 over het lokaal bestuur',
  article: '288',
  says: 'Een reglement geldt vanaf de vijfde dag na de bekendmaking, tenzij het anders bepaalt: daarom heeft elke regel een datum.',
  site: CODEX,
};
export const TAXES: LegalBasis = {
  title: 'Grondwet',
  article: '170, § 4',
  says: 'De gemeente voert een belasting alleen in door een beslissing van de gemeenteraad.',
  site: JUSTEL,
};
