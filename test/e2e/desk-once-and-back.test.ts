/** What is pressed again after a lost answer is done once, wherever it is pressed; what was done to many is taken back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createUserWith } from '../support/factories.ts';
import { assertAccessible } from './support/axe.ts';
import { type Page, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

const ACTIONS = /\/api\/v1\/cases\/[^?]*actions$/;

let office: Office;
const codes: string[] = [];
before(async () => {
  office = await openOffice();
  const { ctx } = office.server;
  await createUserWith(ctx, {
    username: 'officer9',
    displayName: 'Lê Thị Nhung',
    role: 'officer',
    unit: 'so-xay-dung',
  });
  const [agent, officer] = await Promise.all([office.as('agent'), office.as('officer')]);
  for (const content of ['Ổ gà đường Trần Phú', 'Nắp cống vỡ trước trường học', 'Biển báo bị che khuất']) {
    const { code, version } = (await agent.post('/cases', { type: 'service_report', content })).body;
    codes.push(code);
    await agent.post(`/cases/${code}/actions`, { action: 'forward', version, leadUnit: 'so-xay-dung' });
    await officer.post(`/cases/${code}/actions`, { action: 'accept', version: version + 1 });
  }
});
after(() => office?.stop());

/**
 * Lets the next action reach the server but not its answer the page, and holds the line down until it is pressed again:
 * what the page reads anew would else take the button away. The keys of all that are sent from here on.
 */
async function loseOneAnswer(page: Page): Promise<(string | undefined)[]> {
  const keys: (string | undefined)[] = [];
  let line: 'up' | 'down' | 'up again' = 'up';
  await page.routeWebSocket(/\/api\/v1\/live/, () => {});
  await page.reload();
  await page.route(/\/api\/v1\//, async (route) => {
    const request = route.request();
    if (request.method() === 'POST' && ACTIONS.test(request.url())) {
      keys.push(request.headers()['idempotency-key']);
      if (line !== 'up') {
        line = 'up again';
        return route.continue();
      }
      line = 'down';
      await route.fetch();
      return route.abort('connectionreset');
    }
    // Pressing again begins with the question what may be done.
    if (request.url().endsWith('/actions/offers')) line = line === 'down' ? 'up again' : line;
    return line === 'down' ? route.abort('connectionreset') : route.continue();
  });
  return keys;
}

const eventsOf = async (code: string, type: string) => {
  const { items } = (await (await office.as('supervisor')).get(`/cases/${code}/timeline`)).body;
  return items.filter((e: { type: string }) => e.type === type).length;
};
const caseOf = async (code: string) => (await (await office.as('leader')).get(`/cases/${code}`)).body;

test('a signature whose answer was lost is pressed again and stands once', async () => {
  const page = await office.seat('leader', { path: '/desk/sign' });
  const yes = page.getByRole('button', { name: 'Phê duyệt' });
  await yes.waitFor();
  const keys = await loseOneAnswer(page);
  await yes.click();
  await page.getByRole('alert').getByText('Nội dung còn nguyên').waitFor();
  await yes.click();
  await yes.waitFor({ state: 'detached' });
  assert.match(keys[0] ?? '', /^[0-9a-f]{32}$/);
  assert.deepEqual(keys, [keys[0], keys[0]]);
  assert.notEqual((await caseOf(office.cases.signing)).status, 'awaiting_approval');
  assert.equal(await eventsOf(office.cases.signing, 'case.approved'), 1);
});

test('many cases whose answer was lost: pressed again, each was done once', async () => {
  const page = await office.seat('supervisor', { path: '/desk/queue/all?status=received' });
  await page.locator('[data-case-row]').first().waitFor();
  const keys = await loseOneAnswer(page);
  await page.locator('[data-case-row]').first().focus();
  await page.keyboard.press('x');
  const bar = page.getByRole('region', { name: 'Làm cho nhiều phiếu' });
  const code = (await page.locator('[data-case-row]').first().getAttribute('data-case-row')) ?? '';
  const direct = bar.getByRole('button', { name: 'Ghi chú', exact: true });
  await bar.getByRole('button').first().waitFor();
  if (await direct.count()) await direct.click();
  else {
    await bar.getByRole('button', { name: 'Thêm' }).click();
    await page.getByRole('menuitem', { name: 'Ghi chú', exact: true }).click();
  }
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Đã gọi, chưa nghe máy.');
  const send = dialog.getByRole('button', { name: 'Làm cho 1 phiếu' });
  await send.click();
  await dialog.getByRole('alert').getByText('Nội dung còn nguyên').waitFor();
  await send.click();
  await dialog.getByText('1 phiếu đã xong').waitFor();
  assert.deepEqual(keys, [keys[0], keys[0]]);
  assert.equal(await eventsOf(code, 'case.noted'), 1);
});

test('what was given to another officer is taken back for all, one result per case', async () => {
  const [one, two, three] = codes as [string, string, string];
  const page = await office.seat('leader', { path: '/desk/queue/unit?status=processing' });
  for (const code of codes) {
    await page.locator(`[data-case-row="${code}"]`).focus();
    await page.keyboard.press('x');
  }
  const bar = page.getByRole('region', { name: 'Làm cho nhiều phiếu' });
  await bar.getByText('Đã chọn 3 phiếu').waitFor();
  const giveTo = async (name: RegExp) => {
    const direct = bar.getByRole('button', { name: 'Phân công', exact: true });
    await bar.getByRole('button', { name: 'Thêm' }).waitFor();
    if (await direct.count()) await direct.click();
    else {
      await bar.getByRole('button', { name: 'Thêm' }).click();
      await page.getByRole('menuitem', { name: 'Phân công', exact: true }).click();
    }
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').or(dialog.getByRole('textbox')).first().click();
    await page.getByRole('option', { name }).click();
    await dialog.getByRole('button', { name: 'Làm cho 3 phiếu' }).click();
    await dialog.getByText('3 phiếu đã xong').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await dialog.waitFor({ state: 'detached' });
  };
  await giveTo(/^Lê Thị Nhung/);
  assert.equal((await caseOf(one)).assignee.code, 'officer9');
  const toast = page.getByRole('status').filter({ hasText: 'Phân công: 3 phiếu đã xong' });
  await toast.waitFor();
  await assertAccessible(page, 'the offer to take many back');
  await shot(page, 'bulk-undo-offer');
  // Somebody acts on one of them first: that one stays, and it is said.
  const moved = await office.as('leader');
  await moved.post(`/cases/${two}/actions`, {
    action: 'note',
    version: (await caseOf(two)).version,
    text: 'Đã gọi cho anh Nhung.',
  });
  await toast.getByRole('button', { name: 'Hoàn tác' }).click();
  const result = page.getByRole('dialog', { name: 'Hoàn tác “Phân công”' });
  await result.getByText('2 phiếu đã trở lại như trước').waitFor();
  await result.getByText('1 phiếu không hoàn tác được').waitFor();
  await result.getByRole('link', { name: two }).waitFor();
  await assertAccessible(page, 'what was taken back and what was not');
  await shot(page, 'bulk-undo-results');
  assert.deepEqual(await Promise.all([one, two, three].map(async (code) => (await caseOf(code)).assignee.code)), [
    'officer',
    'officer9',
    'officer',
  ]);
  await result.getByRole('button', { name: 'Đóng' }).last().click();
});

test('no page complained', () => {
  assert.deepEqual(
    office.complaints().filter((line) => !/ERR_CONNECTION_RESET|ERR_FAILED/.test(line)),
    [],
  );
});
