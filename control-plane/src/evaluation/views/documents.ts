import { defineView } from '../define.ts';
import { isHtml } from '../http.ts';
import { notRun, text, Unseen } from '../outcome.ts';
import { answersOf } from './service-answers.ts';

/** HTML pages that the service answered with success. */
export const documents = defineView({
  needs: ['exchange'],
  of({ exchange }, context) {
    const found = answersOf(exchange, context).filter((a) => a.status >= 200 && a.status < 300 && isHtml(a));
    if (found.length > 0) return found;
    throw new Unseen(notRun(text('De dienst gaf geen enkele webpagina.', 'The service gave no web page at all.')));
  },
});
