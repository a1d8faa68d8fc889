import { defineView } from '../define.ts';
import { answerOf, blobText, isLab, isUnder, onService } from '../http.ts';

/** Something that a page of the service had a person's browser load from elsewhere. */
interface Foreign {
  readonly id: string;
  readonly host: string;
}

/** Attributes by which a browser loads something by itself. */
const LOADS =
  /<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)|<link\b[^>]*?\shref\s*=\s*["']?([^"'\s>]+)/gi;

export const foreignRequests = defineView({
  needs: ['exchange'],
  uses: ['page'],
  reads: ['html'],
  of({ exchange, page }, context): readonly Foreign[] {
    const own = URL.parse(context.service.origin);
    const foreign = (host: string) => host !== '' && host !== own?.hostname && !isUnder(host, context.base);
    // A browser's own background traffic has no page that caused it: only what a page of the service caused counts.
    const asked = exchange
      .filter((e) => isLab(e.data.from))
      .map((e) => answerOf(e, context))
      .filter((a) => a !== undefined)
      .filter((a) => foreign(a.url.hostname))
      .filter((a) => [a.asked('referer'), a.asked('origin')].some((from) => URL.parse(from)?.origin === own?.origin))
      .map((a) => ({ id: a.id, host: a.url.hostname }));
    const written = page
      .filter((p) => onService(p.data.url, context))
      .flatMap((p) =>
        [...blobText(p.data.html, context).matchAll(LOADS)]
          .map((m) => URL.parse(m[1] ?? m[2] ?? '', context.service.origin))
          .filter((url) => url !== null)
          .filter((url) => /^https?:$/.test(url.protocol) && foreign(url.hostname))
          .map((url) => ({ id: p.id, host: url.hostname })),
      );
    return [...asked, ...written];
  },
});
