import * as assert from 'node:assert/strict';
import { PageRequests } from '../../../src/extension/timeline/page-requests';

describe('page requests', () => {
  it('give each question its own answer', async () => {
    const sent: string[] = [];
    const requests = new PageRequests<string>((id, request) => sent.push(`${id} ${request}`));
    const answers = [requests.ask('describe'), requests.ask('draw')];
    requests.reply(2, 'second');
    requests.reply(1, 'first');
    requests.reply(7, 'nobody asked');
    assert.deepEqual(await Promise.all(answers), ['first', 'second']);
    assert.deepEqual(sent, ['1 describe', '2 draw']);
  });

  it('reject what is open when the panel closes', async () => {
    const requests = new PageRequests<string>(() => {});
    const answer = requests.ask('describe');
    requests.dispose();
    await assert.rejects(answer, /The panel was closed/);
  });
});
