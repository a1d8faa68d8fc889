import type { Profile } from '@proeftuin/contract/municipality';
import { aalter } from './aalter.ts';
import { antwerpen } from './antwerpen.ts';
import { leiedal } from './leiedal.ts';
import type { ProfileShape } from './profile.ts';
import { voka } from './voka.ts';

export const PROFILE_SHAPES: Readonly<Record<Profile, ProfileShape>> = { aalter, antwerpen, leiedal, voka };
