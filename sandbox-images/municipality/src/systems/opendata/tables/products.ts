import { catalogueOf } from '../../../catalogue/versions.ts';
import { addressed } from '../../../data/products.ts';
import { once } from '../../../once.ts';
import type { Town } from '../../../town/types.ts';
import { type Dataset, listed } from '../dataset.ts';

export function products(town: Town, origin: (host: string) => string): Dataset {
  return {
    id: 'producten',
    title: 'Producten en diensten',
    about: 'De producten en diensten van de gemeente, zoals in de IPDC. Ook als Linked Data Event Stream.',
    keywords: ['producten', 'dienstverlening', 'IPDC', 'LDES'],
    theme: 'GOVE',
    columns: [
      'productnummer',
      'niscode',
      'naam',
      'beschrijving_u',
      'beschrijving_je',
      'type',
      'themas',
      'doelgroepen',
      'gewijzigd',
      'url',
    ],
    ...listed(
      once(() => catalogueOf(town).current.filter(({ archived }) => !archived)),
      ({ product: p, municipality: { nis }, changed }) => [
        p.number,
        nis,
        p.name,
        addressed(p.about, 'formal'),
        addressed(p.about, 'informal'),
        p.type,
        p.themes.join('|'),
        p.audiences.join('|'),
        changed,
        `${origin('producten')}/v1/producten/${nis}-${p.number}`,
      ],
    ),
  };
}
