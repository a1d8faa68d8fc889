import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('De dienst noemt haar product in de IPDC', 'The service names its product in the IPDC'),
  failed: text(
    'Een gemeente kan de dienst niet aan haar productencatalogus koppelen: er is geen (geldig) IPDC-product genoemd.',
    'A town cannot tie the service to its catalogue of products: no (valid) IPDC product is named.',
  ),
  mend: text(
    'Zet bij `products` in proeftuin.yaml het IPDC-nummer, zoals "ipdc:1152".',
    'Put the IPDC number at `products` in proeftuin.yaml, such as "ipdc:1152".',
  ),
  requires: {},
  requirements: ['IPDC', 'EIF-44'],
  audit(_, { products }) {
    const wrong = products.filter((p) => !/^ipdc:\d{1,8}$/.test(p));
    return products.length > 0 && wrong.length === 0
      ? pass([], products)
      : fail([], wrong.length > 0 ? wrong : ['products: []']);
  },
});
