import { idOf } from '../../town/numbers/ids.ts';
import { col, group, type Made, tableOf } from '../table.ts';

interface Held {
  readonly address: number;
  readonly person: number;
  readonly share: number;
}

function* held({ ownership, addresses }: Made): Generator<readonly Held[]> {
  for (let i = 0; i < addresses.count; i++) {
    const address = Number(idOf('address', i));
    yield ownership
      .at(i)
      .flatMap((owner) =>
        owner.kind === 'person' ? [{ address, person: Number(owner.person.slice(2)), share: owner.share }] : [],
      );
  }
}

const owners = tableOf<readonly Held[], Held>({
  name: 'owners',
  meaning: 'Owners of dwellings; a dwelling that has none here is the municipality’s',
  kind: 'Eigendom',
  key: ['address', 'person'],
  rows: (list) => list,
  columns: [
    col('address', 'integer', 'adres', 'assumption', (o) => o.address, 'Address of the dwelling', {
      references: 'addresses.id',
    }),
    col('person', 'integer', 'eigenaar', 'assumption', (o) => o.person, 'Owner', { references: 'persons.id' }),
    col('share', 'real', 'aandeel', 'assumption', (o) => o.share, 'Share: one, or half each of a couple'),
  ],
});

export default [group(held, owners)];
