/**
 * One image of the lab's own: `sandbox-images/<name>/image.ts` with `export default defineImage({ … })`. The folder's
 * name is the image's name. Paths on the host are relative to that folder, paths in the image absolute.
 */
export interface ImageDefinition {
  /** Another image of the lab, whose layers lie under this one's. */
  readonly from?: string;
  /** A layer of Debian packages. */
  readonly debian?: DebianLayer;
  /** A layer with Node: the binary that runs this. */
  readonly node?: boolean;
  /** A static C program, of all C files in the image's folder. */
  readonly program?: { readonly to: string };
  /** One ES module from a TypeScript entry; `external` packages stay imports. */
  readonly bundle?: { readonly entry: string; readonly to: string; readonly external?: readonly string[] };
  /** Packages of the workspace laid beside the bundle with all that they need, without what `omit` matches. */
  readonly modules?: { readonly names: readonly string[]; readonly to: string; readonly omit?: RegExp };
  /** Files and folders of the image's folder: path in the image → path in the folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files written out: path in the image → text. Executable when it starts with `#!`. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workdir?: string;
  /** `uid:gid`; an own unprivileged user when it is left out. */
  readonly user?: string;
  readonly ports?: readonly number[];
  /** Also known as, for a Dockerfile's FROM: `proeftuin/node:24`. */
  readonly alias?: string;
  /** Does the lab itself need it in each trial? */
  readonly lab?: boolean;
}

export interface DebianLayer {
  /** With all that they depend on, unpacked, their scripts not run. */
  readonly packages: readonly string[];
  /** What must work: programs, and libraries loaded at run time. Libraries that none of them needs go again. */
  readonly programs: readonly string[];
  /** What goes again beside the usual: paths from the root, `*` for any part of a name. */
  readonly drop?: readonly string[];
  /** A POSIX shell script that finishes the root folder `$1`, at build time, as root. */
  readonly finish?: string;
}

/** The user of the lab's images, with gid 0 as OpenShift has it: engines give any other uid. */
export const LAB_USER = '10001:0';

export const defineImage = (definition: ImageDefinition): ImageDefinition => definition;
