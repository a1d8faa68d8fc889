import { processSystem } from '../../processes/system.ts';
import { inname } from './process.ts';

export default processSystem(inname);
