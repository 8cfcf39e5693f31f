import assert from 'node:assert/strict';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startAsterisk } from '../support/telephony/asterisk.ts';
import { hears } from '../support/telephony/hears.ts';
import { sipPhone } from '../support/telephony/sip-phone.ts';
import { isIn } from '../support/telephony/sound.ts';
import { speech } from '../support/telephony/speech.ts';
import { until } from '../support/until.ts';

test('with nobody at the application a caller hears the fallback, speaks, and his words are kept', async () => {
  const asterisk = await startAsterisk(await mkdtemp(join(tmpdir(), 'td1022-tel-')));
  const phone = await sipPhone({ number: '0912345678', says: 'A lô, đèn đường trước nhà tôi hỏng ba ngày nay rồi' });
  await phone.dial(`sip:1022@${asterisk.sip}`);
  const fallback = join(asterisk.soundsDir, 'fallback.wav');
  await hears(phone, fallback, 'the fallback is heard');
  // The announcement ends with a beep; some words after it.
  await until('the message is being recorded', async () => (await readdir(asterisk.fallbackDir)).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 4500));
  await phone.digits('#');
  const [name] = await readdir(asterisk.fallbackDir);
  assert.match(name ?? '', /_0912345678\.wav$/);
  await phone.hangup();
  const kept = join(asterisk.fallbackDir, name as string);
  assert.ok(await isIn(kept, phone.says), 'his words are in the file');
  assert.ok(!(await isIn(kept, await speech('một câu khác hẳn, không liên quan gì'))), 'other words are not');
});
