const NAME = '[\\w.-]+';

/** Ends of elements that hold elements, save those with a prefix: an envelope is not the answer's own. */
const END_OF_PARTS = new RegExp(`(?<=(?:</[\\w:.-]+>|/>)\\s*)(?=</${NAME}>)`, 'g');
const FIELD = '<NieuwVeld><Code>onaangekondigd</Code></NieuwVeld>';

/** An element that nobody announced, last in each that holds elements. */
export const withElement = (xml: string): string => xml.replace(END_OF_PARTS, FIELD);

/** A list and its last item, by the plural in Dutch: Antwoorden with Antwoord, Adressen with Adres. */
const LIST = new RegExp(`(<(${NAME}?)(s?en|s)>.*)(<\\2(?: [^>]*)?>.*?</\\2>)(?=</\\2\\3>)`, 'gs');

/** The last item of the outermost lists comes twice. */
export const withTwinElements = (xml: string): string => xml.replace(LIST, '$1$4$4');
