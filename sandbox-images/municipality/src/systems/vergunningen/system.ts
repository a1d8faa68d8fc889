import { processSystem } from '../../processes/system.ts';
import { vergunningen } from './process.ts';

export default processSystem(vergunningen);
