import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Finding } from '../app/checks/finding.ts';
import { EXIT } from '../app/failure.ts';
import { describeSettings, readConfig } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import { type Command, printJson } from './command.ts';
import { databaseFindings } from './doctor-database.ts';
import { machineFindings } from './doctor-machine.ts';
import { chooseInstallation, readArgs } from './installation.ts';

const MARK = { ok: '✓', warning: '!', problem: '✗' } as const;
const SECRET = /KEY|PASSWORD|SECRET|TOKEN/;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Kiểm tra hệ thống: cái gì sai và phải làm gì (what is wrong and what to do).',
  synopsis: '[--json]',
  help: '  Changes nothing. Exit code 1 when something does not work.',
  async run(args) {
    const { values } = readArgs(args, {});
    const findings: Finding[] = [];
    try {
      const config = await chooseInstallation(values.demo ?? false, { mayCreate: true }).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'bad_setting') throw error;
        // The database does not answer: said below, with what to do.
        return readConfig(process.env, { demo: values.demo ?? false });
      });
      findings.push(...(await machineFindings(config)), ...(await databaseFindings(config)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      findings.push({
        state: 'problem',
        what: 'thiết lập (settings)',
        found: error.message,
        advice: 'Correct it in the environment or in .env.',
      });
    }
    const settings = settingsNow();
    const broken = findings.some((f) => f.state === 'problem');
    if (values.json) printJson({ ok: !broken, findings, settings });
    else print(findings, settings);
    return broken ? EXIT.failed : EXIT.done;
  },
};

function print(findings: readonly Finding[], settings: ReturnType<typeof settingsNow>): void {
  for (const { state, what, found, advice } of findings) {
    console.log(`${MARK[state]} ${what}: ${found}`);
    if (advice !== undefined && state !== 'ok') console.log(`    → ${advice}`);
  }
  console.log('\nThiết lập (settings; environment, then .env):');
  for (const { name, value, from, meaning } of settings) console.log(`  ${name}=${value}  (${from})\n      ${meaning}`);
  const count = (state: Finding['state']) => findings.filter((f) => f.state === state).length;
  console.log(`\n${count('problem')} lỗi (problems), ${count('warning')} lưu ý (warnings)`);
}

/** Every setting with its meaning and what it is now; secrets and the passwords inside addresses are not shown. */
function settingsNow(): { name: string; value: string; from: string; meaning: string }[] {
  const file = readEnvironmentFile();
  return describeSettings().map(({ name, meaning, fallback }) => {
    const given = process.env[name] || file[name];
    const from = process.env[name] ? 'environment' : file[name] ? '.env' : 'default';
    const value = given ? hideSecret(name, given) : (fallback ?? '');
    return { name, value, from, meaning };
  });
}

function hideSecret(name: string, value: string): string {
  if (SECRET.test(name)) return '…';
  if (!name.endsWith('_URL') || !URL.canParse(value)) return value;
  const url = new URL(value);
  if (url.password !== '') url.password = '…';
  return decodeURI(url.href);
}

function readEnvironmentFile(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch {
    return {};
  }
}
