import { administrators, databaseVersion, failedJobs } from '../app/checks/database.ts';
import type { Finding } from '../app/checks/finding.ts';
import { installationFact } from '../app/installation.ts';
import { mailboxStates } from '../channels/index.ts';
import { createContext, reachDatabase } from '../context.ts';
import type { Config } from '../platform/config.ts';
import { type Database, DatabaseStartError, pendingMigrations } from '../platform/db/index.ts';
import { auditHead } from '../platform/events/index.ts';
import { createLog } from '../platform/log.ts';
import { keptSaid } from '../platform/said.ts';
import { livesIn } from './installation.ts';

/** The database and what lies in it: version, schema, kind of installation, jobs, mailboxes, the audit chain. */
export async function databaseFindings(config: Config): Promise<Finding[]> {
  const what = 'cơ sở dữ liệu (database)';
  if (config.databaseUrl === null && !livesIn(config.dataDir))
    return [{ state: 'ok', what, found: 'chưa có; tạo khi khởi động lần đầu (made at first start)' }];
  try {
    const reached = await reachDatabase(config, createLog('silent'), { applicationName: '1022 doctor' });
    try {
      return await inside(config, reached.database);
    } finally {
      await reached.database.close();
      await reached.embedded?.stop();
    }
  } catch (error) {
    const advice = error instanceof DatabaseStartError ? error.advice : 'See the message; docs/operations.md has more.';
    return [{ state: 'problem', what, found: (error as Error).message, advice }];
  }
}

async function inside(config: Config, database: Database): Promise<Finding[]> {
  const findings = [await databaseVersion(database)];
  const pending = await pendingMigrations(database.pool);
  findings.push({
    state: pending.length === 0 ? 'ok' : 'warning',
    what: 'cấu trúc dữ liệu (schema)',
    found:
      pending.length === 0
        ? 'mới nhất (up to date)'
        : `${pending.length} bước đang chờ (migrations pending): ${pending.join(', ')}`,
    advice: 'Make a backup, then run bin/1022 migrate or npm start.',
  });
  if (pending.length > 0) return findings;
  const demo = (await installationFact(database.db, 'demo')) === true;
  findings.push({
    state: demo === config.demo ? 'ok' : 'problem',
    what: 'hệ thống (installation)',
    found: demo ? 'bản trình diễn (demonstration)' : 'thật (real)',
    advice: demo ? 'Add --demo.' : 'Leave --demo out.',
  });
  if (demo !== config.demo) return findings;
  return [...findings, await administrators(database), ...(await work(config))];
}

/** The log of events, jobs and mailboxes. */
async function work(config: Config): Promise<Finding[]> {
  const ctx = await createContext(config, { applicationName: '1022 doctor', log: createLog('silent'), migrate: false });
  try {
    const { seq, hash } = await auditHead(ctx.db);
    const failed = await failedJobs(ctx.database);
    const boxes = await mailboxStates(ctx);
    return [
      {
        state: 'ok',
        what: 'nhật ký (audit chain)',
        found: `seq ${seq}, ${hash.slice(0, 16)}… (kiểm tra hết: 1022 audit verify)`,
      },
      {
        state: failed.length === 0 ? 'ok' : 'warning',
        what: 'việc hỏng (failed jobs)',
        found: failed.length === 0 ? '0' : failed.map((f) => `${f.name} × ${f.n}`).join(', '),
        advice: 'The log says why; mails among them are in bin/1022 mail list.',
      },
      ...boxes.map(({ box, waiting, unsent }): Finding => {
        const trouble = box.enabled ? (box.state === 'failing' ? box.last_error : box.smtp_error) : null;
        return {
          state: trouble === null ? 'ok' : 'problem',
          what: `hộp thư (mailbox) ${box.address}`,
          found: `${box.enabled ? box.state : 'tắt (off)'}, chờ xử lý ${waiting}, chờ gửi ${unsent}${trouble === null ? '' : `: ${keptSaid(trouble).en}`}`,
          advice: 'Check host, port, user and password of the mailbox on the desk, or IMAP_URL and SMTP_URL.',
        };
      }),
    ];
  } finally {
    await ctx.stop();
  }
}
