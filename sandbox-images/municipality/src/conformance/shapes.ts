import { Store } from 'n3';
import { turtleFile } from '../testing/rdf.ts';

const read = (name: string): Store => turtleFile(`${import.meta.dirname}/shapes`, `${name}.ttl`);

/** Records of the base registers in lists and matches. */
export const LISTED = read('register');
/** The document of one record of the base registers. */
export const DETAIL = new Store([...LISTED, ...read('detail')]);
/** Products in lists. */
export const PRODUCT = read('product');
/** Enterprises, associations and who acts for them. */
export const ORGANISATION = read('organisation');
