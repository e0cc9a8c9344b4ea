import { runTypeScript } from '../../scenarios/typescript/run';
import { serve } from './serve';

serve(runTypeScript);
