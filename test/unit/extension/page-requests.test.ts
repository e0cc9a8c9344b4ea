import * as assert from 'node:assert/strict';
import { PageRequests } from '../../../src/extension/timeline/page-requests';

describe('page requests', () => {
  it('give each question its own answer', async () => {
    const sent: string[] = [];
    const requests = new PageRequests<string>((id, request) => sent.push(`${id} ${request}`), 1e6);
    const answers = [requests.ask('describe'), requests.ask('draw')];
    requests.reply(2, 'second');
    requests.reply(1, 'first');
    requests.reply(7, 'nobody asked');
    assert.deepEqual(await Promise.all(answers), ['first', 'second']);
    assert.deepEqual(sent, ['1 describe', '2 draw']);
  });

  it('reject what is open when the panel closes', async () => {
    const requests = new PageRequests<string>(() => {}, 1e6);
    const answer = requests.ask('describe');
    requests.dispose();
    await assert.rejects(answer, /The panel was closed/);
  });

  it('reject what is not answered in time', async () => {
    await assert.rejects(
      new PageRequests<string>(() => {}, 0).ask('draw'),
      /The timeline did not answer/,
    );
  });
});
