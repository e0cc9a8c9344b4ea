import { HotLines } from '../../scenarios/typescript/hot-lines';
import { runTypeScript } from '../../scenarios/typescript/run';
import { serve } from './serve';

const hotLines = new HotLines();
serve((scenario) => runTypeScript(scenario, hotLines));
