import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup, openArchive, restoreBackup } from '../app/backup/index.ts';
import { EXIT } from '../app/failure.ts';
import { LAST_BACKUP, setInstallationFact } from '../app/installation.ts';
import { reachDatabase } from '../context.ts';
import { isoLocal } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { randomToken } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { type Command, printJson } from './command.ts';
import { readArgs, withInstallation } from './installation.ts';

const backup: Command = {
  name: 'backup',
  summary:
    'Sao lưu toàn bộ vào một tệp .tar, không cần dừng dịch vụ (everything into one .tar while the service runs).',
  synopsis: '<file.tar> [--without-key] [--json]',
  help: `  --without-key   leave secret.key out; then the passwords of mailboxes must be entered again after a restore,
                  or the key given as SECRET_KEY. With it, whoever has the archive can read them.`,
  async run(args) {
    const { values, words } = readArgs(args, { 'without-key': { type: 'boolean' } } as const, ['file.tar']);
    const file = words[0] ?? '';
    const manifest = await withInstallation(values.demo ?? false, async (ctx) => {
      const made = await makeBackup(ctx, file, { withKey: !values['without-key'] });
      // For the page of the system's state: when there was one at last, and how large it is.
      const { size } = await stat(file);
      await setInstallationFact(ctx.db, LAST_BACKUP, { at: isoLocal(ctx.clock.now()), bytes: size });
      return made;
    });
    const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0);
    if (values.json) printJson({ file, ...manifest });
    else {
      console.log(
        `✓ ${file}: ${manifest.tables.length} bảng, ${rows} dòng, ${manifest.files.length} tệp (tables, rows, files)`,
      );
      console.log(`  chuỗi nhật ký (audit chain): seq ${manifest.chain.seq}, ${manifest.chain.hash}`);
      if (!manifest.hasKey) console.log('  không kèm khóa (without secret.key): keep the key elsewhere.');
    }
    return EXIT.done;
  },
};

const restore: Command = {
  name: 'restore',
  summary: 'Phục hồi từ tệp sao lưu vào hệ thống trống (an archive into an empty installation), rồi kiểm tra tất cả.',
  synopsis: '<file.tar> [--force] [--json]',
  help: `  The service must not be running. The archive is checked byte by byte before anything is changed; afterwards
  counts, hashes, references and the audit chain are checked again.
  --force   replace what the installation holds`,
  async run(args) {
    const { values, words } = readArgs(args, { force: { type: 'boolean' } } as const, ['file.tar']);
    const staging = join(tmpdir(), `tongdai-restore-${randomToken(6)}`);
    try {
      const manifest = await openArchive(words[0] ?? '', staging);
      const config = readConfig(process.env, { demo: manifest.installation.demo });
      const reached = await reachDatabase(config, createLog('error'), { applicationName: '1022 restore' });
      try {
        const done = await restoreBackup({ config, ...reached }, manifest, staging, { force: values.force ?? false });
        report(done.key, done.chain.checked, manifest, values.json ?? false);
      } finally {
        await reached.database.close();
        await reached.embedded?.stop();
      }
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
    return EXIT.done;
  },
};

function report(key: string, events: number, manifest: Awaited<ReturnType<typeof openArchive>>, json: boolean): void {
  const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0);
  if (json) {
    printJson({
      tables: manifest.tables.length,
      rows,
      files: manifest.files.length,
      events,
      key,
      jobs: manifest.jobs.length,
    });
    return;
  }
  console.log(
    `✓ Bản sao lưu lúc ${manifest.createdAt} (backup of)${manifest.installation.demo ? ' · bản trình diễn (demonstration)' : ''}`,
  );
  console.log(`✓ ${manifest.tables.length} bảng, ${rows} dòng: số dòng và mã băm khớp (counts and hashes match)`);
  console.log(`✓ ${manifest.files.length} tệp đính kèm khớp (files match)`);
  console.log(`✓ Chuỗi nhật ký nguyên vẹn (audit chain intact): ${events} sự kiện`);
  console.log(
    `✓ ${manifest.jobs.length} việc đang chờ sẽ chạy ở lần khởi động tới (waiting jobs resume at the next start)`,
  );
  console.log(`  khóa (secret.key): ${key}`);
}

export const backupCommands: readonly Command[] = [backup, restore];
