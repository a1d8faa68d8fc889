import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { type Layer, ZERO } from './layer.ts';

/** What an image says of itself, beside its layers. */
export interface ImageConfig {
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workdir: string;
  readonly user: string;
  readonly ports: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

const ARCH: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The image's config as bytes: the same input gives the same, so its SHA-256 is the image's identity everywhere. */
export function configOf(config: ImageConfig, layers: readonly Layer[], arch: string = process.arch): Buffer {
  const sorted = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(
    JSON.stringify({
      architecture: ARCH[arch] ?? arch,
      config: {
        User: config.user,
        ExposedPorts: Object.fromEntries(config.ports.map((port) => [`${port}/tcp`, {}])),
        Env: sorted(config.env).map(([name, value]) => `${name}=${value}`),
        Entrypoint: config.entrypoint.length > 0 ? config.entrypoint : null,
        Cmd: config.command.length > 0 ? config.command : null,
        WorkingDir: config.workdir,
        Labels: Object.fromEntries(sorted(config.labels)),
      },
      created: ZERO.toISOString(),
      history: layers.map((layer) => ({ created: ZERO.toISOString(), created_by: layer.note })),
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${layer.sha256}`) },
    }),
  );
}

/** Writes a docker-archive that Docker, Podman and containerd load; returns the digest of the image's config. */
export async function writeArchive(
  file: string,
  tags: readonly string[],
  config: Buffer,
  layers: readonly Layer[],
): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256').update(config).digest('hex');
  // A layer that comes twice lies in the archive once.
  const unique = [...new Map(layers.map((layer) => [layer.sha256, layer])).values()];
  const manifest = [{ Config: `${hash}.json`, RepoTags: tags, Layers: layers.map((layer) => `${layer.sha256}.tar`) }];
  const tar = pack();
  const draft = `${file}.${process.pid}`;
  const written = pipeline(tar, createWriteStream(draft));
  const entry = { mtime: ZERO, mode: 0o644, uid: 0, gid: 0 };
  const write = async () => {
    // First, so that a reader needs not go past the layers.
    tar.entry({ ...entry, name: 'manifest.json' }, JSON.stringify(manifest));
    tar.entry({ ...entry, name: `${hash}.json` }, config);
    for (const layer of unique) {
      const into = tar.entry({ ...entry, name: `${layer.sha256}.tar`, size: statSync(layer.file).size });
      await pipeline(createReadStream(layer.file, { highWaterMark: 1 << 20 }), into);
    }
    tar.finalize();
  };
  await Promise.all([write(), written]);
  renameSync(draft, file);
  return { digest: `sha256:${hash}`, size: statSync(file).size };
}
