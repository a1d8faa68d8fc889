interface Known {
  readonly name: string;
  readonly dockerfile?: string;
  readonly image?: string;
}

/** A first manifest from what is there; what could not be known is said in comments. */
export function firstManifest({ name, dockerfile, image }: Known): string {
  const label =
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 40) || 'dienst';
  const last = (pattern: RegExp) => [...(dockerfile ?? '').matchAll(pattern)].at(-1)?.[1];
  const exposed = Number(last(/^\s*EXPOSE\s+(\d+)/gim));
  const known = Number.isInteger(exposed) && exposed > 0 && exposed < 65_536;
  const user = last(/^\s*USER\s+(\S+)/gim);
  const root = dockerfile !== undefined && (user === undefined || user === 'root' || user.startsWith('0'));
  const volumes = [...(dockerfile ?? '').matchAll(/^\s*VOLUME\s+(\/[A-Za-z0-9._/-]+)\s*$/gim)].map(
    (match) => match[1] ?? '',
  );
  return `apiVersion: proeftuin/v1
kind: Service
metadata:
  name: ${label}
  version: 0.1.0
title: { nl: ${label} }            # how citizens know it
# products: [ "ipdc:1152" ]         # the IPDC products that it delivers
audience: [ citizen ]
channels: [ web ]

workload:
  containers:
    web:
      image: ${image ?? '.'}
      variables:
        PUBLIC_URL: \${resources.site.url}
      # readinessProbe: { httpGet: { path: /health, port: ${known ? exposed : 8080} } }
  service: { ports: { web: { port: ${known ? exposed : 8080} } } }${known ? '' : '   # not known: the port that it listens on'}
  resources:
    site: { type: route }
    # login: { type: oidc-client, params: { redirectPaths: [ /callback ], scopes: [ openid, profile ] } }
    # addresses: { type: register, params: { register: adressen } }
    # db: { type: postgres }
${image === undefined ? '\nimages:\n  web: { build: . }\n' : ''}${
  root
    ? '\n# The Dockerfile names no unprivileged user. A trial runs it under a user of the lab; where it must be root:\n# sandbox: { runAs: root }\n'
    : ''
}${volumes.length === 0 ? '' : `\nsandbox:\n  writable: [ ${volumes.join(', ')} ]\n`}
# capabilities: [ identity.login, moving.report ]   # decides which scenarios apply
# intents: how a person does the thing, by accessible roles and names (see docs/provider.md)
`;
}
