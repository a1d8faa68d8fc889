import * as z from 'zod';

/**
 * What each look of the runner reports in `look.data`, by its id. A look examines the service beside the stories. It
 * only tells what it saw; audits judge. Strings that the provider wrote are cut at 300 characters and hostile.
 */

const url = z.string().max(2000);
const text = z.string().max(300);
const status = z.int().min(0);

/** One HTTP request; `status` 0 when no answer came. */
const attempt = { method: z.string(), url, status };
/** An element as a person would name it: `button "Verder"`, with a short path for the developer. */
const element = z.object({ name: text, target: text });

/** A whole intent tried in another way: did the person get to its confirmation? */
const tried = {
  /** Undefined when the service declares no intent: then only its landing page was looked at. */
  intent: z.string().optional(),
  completed: z.boolean(),
  /** Where the person got stuck. */
  stuck: text.optional(),
};

const fit = z.object({
  url,
  /** CSS pixels: of the window, and of what is in it. */
  width: z.number(),
  scrollWidth: z.number(),
  /** Elements that stick out to the right. */
  outside: z.array(element),
  /** Text that is cut off now and was not before. */
  clipped: z.array(element),
  /** Controls of the page's main part that were there before and can't be seen now, nor opened by a button that came instead. */
  lost: z.array(element),
});
const fits = z.object({ pages: z.array(fit) });

export const LOOKS = {
  /** An intent by keyboard alone. */
  keyboard: z.object({
    ...tried,
    /** Each stop of the Tab key; `visible`: it looks different while it has the focus. */
    stops: z.array(z.object({ url, ...element.shape, visible: z.boolean() })),
    /** The focus could not leave this element. */
    trap: element.optional(),
    /** Things one can click that the Tab key never reached. */
    unreached: z.array(element),
  }),
  /** A window of 320 CSS pixels (WCAG 1.4.10). */
  reflow: fits,
  /** Line height 1.5, paragraphs 2, letters 0.12, words 0.16 (WCAG 1.4.12). */
  'text-spacing': fits,
  /** 200 % (WCAG 1.4.4). */
  zoom: fits,
  /** An intent on a phone of 390 by 844 with touch. */
  phone: z.object({
    ...tried,
    pages: z.array(fit),
  }),
  /** After an intent's first page was filled and sent: back, forward, reload. */
  'back-reload': z.object({
    attempts: z.array(
      z.object({
        what: z.enum(['reload', 'back', 'forward', 'reload-confirmation']),
        url,
        status,
        /** The page could still be used: no error page, no browser warning. */
        usable: z.boolean(),
        /** Fields that were filled and are empty now. */
        emptied: z.array(text),
        /** Reports that the town received because of it. */
        extra: z.int(),
      }),
    ),
  }),
  /** The accessibility statement (Web Accessibility Directive, article 7). */
  statement: z.object({
    found: z.boolean(),
    link: text.optional(),
    url: url.optional(),
    status: status.optional(),
    /** Words of a statement that it holds: conformance, feedback, enforcement. */
    parts: z.array(z.enum(['conformance', 'feedback', 'enforcement', 'date'])),
  }),
  /** The session around login and logout. */
  session: z.object({
    loggedIn: z.boolean(),
    /** Cookies that carry the session: without them the person is not known. */
    cookies: z.array(
      z.object({
        name: z.string(),
        secure: z.boolean(),
        httpOnly: z.boolean(),
        sameSite: z.string(),
        domain: z.string(),
        path: z.string(),
        /** Seconds from now; -1 for a session cookie. */
        expires: z.number(),
      }),
    ),
    /** A session cookie of before the login still had its value after it. */
    fixed: z.boolean(),
    /** A session cookie chosen by an attacker before the login became a logged-in session. */
    planted: z.boolean(),
    logout: z.object({ offered: z.boolean(), done: z.boolean() }),
    /** Pages asked with the old cookies after the logout. */
    replayed: z.array(z.object({ ...attempt, reveals: z.array(text) })),
  }),
  /** The recorded POST of an intent's form, sent again from elsewhere. */
  csrf: z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        variant: z.enum(['foreign-origin', 'no-token', 'wrong-token']),
        /** It had the same effect as the real one. */
        accepted: z.boolean(),
      }),
    ),
  }),
  /** What A fetched, fetched again as B and as nobody. */
  replay: z.object({
    owner: z.string(),
    requests: z.array(
      z.object({
        ...attempt,
        as: z.enum(['other', 'nobody']),
        /** Status that A got. */
        own: status,
        /** Kinds of A's data in the answer. */
        reveals: z.array(z.enum(['insz', 'name', 'birth-date', 'address', 'dossier'])),
      }),
    ),
  }),
  /** Parameters that decide where the browser goes next. */
  redirects: z.object({
    attempts: z.array(z.object({ ...attempt, parameter: z.string(), location: url, foreign: z.boolean() })),
  }),
  'host-header': z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        header: z.string(),
        /** The forged host is in a link, a redirect or a form. */ used: z.boolean(),
      }),
    ),
  }),
  cors: z.object({
    attempts: z.array(
      z.object({ ...attempt, origin: z.string(), allowOrigin: z.string(), allowCredentials: z.boolean() }),
    ),
  }),
  methods: z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        /** TRACE gave back the request's own headers, or a page's content changed. */ effect: z.boolean(),
      }),
    ),
  }),
  /** A harmless marker in markup, in each parameter and form field. */
  reflected: z.object({
    attempts: z.array(z.object({ ...attempt, parameter: z.string(), unescaped: z.boolean(), excerpt: text })),
  }),
  /** A resident whose name holds markup. */
  stored: z.object({
    person: z.string(),
    loggedIn: z.boolean(),
    /** `shown`: the name is there, encoded or not; `unescaped`: as markup; `executed`: code in it ran. */
    pages: z.array(z.object({ url, shown: z.boolean(), unescaped: z.boolean(), executed: z.boolean() })),
  }),
  /** Quote probes in each parameter and form field. */
  sql: z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        parameter: z.string(),
        probe: z.string(),
        /** Status without the probe. */ before: status,
        words: z.array(text),
      }),
    ),
  }),
  /** `../` probes for files, header splitting, and template expressions. */
  injection: z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        parameter: z.string(),
        kind: z.enum(['path', 'header', 'template']),
        hit: z.boolean(),
        excerpt: text,
      }),
    ),
  }),
  /** Files that should not be public. `there`: its content is what its name promises. */
  stray: z.object({ attempts: z.array(z.object({ ...attempt, there: z.boolean(), excerpt: text })) }),
  /** Addresses and bodies that make a service stumble. */
  errors: z.object({
    attempts: z.array(z.object({ ...attempt, what: z.string(), traces: z.array(text), versions: z.array(text) })),
  }),
  /** The login callback with another state, code or none. */
  state: z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        variant: z.enum(['no-state', 'wrong-state', 'state-of-another', 'used-code']),
        loggedIn: z.boolean(),
      }),
    ),
  }),
  /** Tokens that are wrong in one way each. `good` and `rotated-key` must work, all others be refused. */
  'hostile-login': z.object({
    attempts: z.array(z.object({ mode: z.string(), loggedIn: z.boolean(), status, message: text })),
  }),
  /** What somebody else sends where the municipality calls: each must be refused. */
  'forged-callback': z.object({
    attempts: z.array(z.object({ ...attempt, how: z.enum(['unsigned', 'signed-by-another', 'signed-long-ago']) })),
  }),
  /** Paths by convention, and the manifest's own probes are the control plane's. */
  health: z.object({ attempts: z.array(z.object({ ...attempt, firstByte: z.number() })) }),
  /** Bodies that are too large, too deep or compressed; slow clients; bursts. `answered`: it still worked afterwards. */
  load: z.object({
    attempts: z.array(
      z.object({
        ...attempt,
        what: z.enum(['large-body', 'deep-json', 'bomb', 'slow-client', 'burst']),
        /** Milliseconds until its answer, and of a plain request right after it. */
        duration: z.number(),
        answered: z.boolean(),
        /** For a burst: requests sent, answered below 500. */
        sent: z.int(),
        served: z.int(),
      }),
    ),
  }),
  /** The task while every register sends a field that nobody announced. */
  'new-fields': z.object(tried),
  /** Each system of the municipality broken for a while. */
  outage: z.object({
    attempts: z.array(
      z.object({
        system: z.string(),
        fault: z.string(),
        /** Milliseconds until the page said something. */
        duration: z.number(),
        status,
        /** It showed a page of its own that says something is wrong, and did not claim success. */
        honest: z.boolean(),
        /** Afterwards the same thing worked again. */
        recovered: z.boolean(),
        message: text,
      }),
    ),
  }),
  /** After a restart: is what was told before it still known? */
  kept: z.object({
    loggedIn: z.boolean(),
    person: z.string(),
    /** Ids of dossiers that were there before and that its pages still show. */
    shown: z.boolean(),
    status,
  }),
} as const;

export type LookId = keyof typeof LOOKS;
export type LookData<K extends LookId> = z.infer<(typeof LOOKS)[K]>;
