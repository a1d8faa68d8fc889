import { processSystem } from '../../processes/system.ts';
import { meldingen } from './process.ts';

export default processSystem(meldingen);
