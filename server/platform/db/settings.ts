import { totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

/**
 * Server settings of the embedded cluster, sized by the machine. Durability stays at PostgreSQL's defaults
 * (fsync, synchronous_commit and full_page_writes on).
 */
export function defaultSettings(memoryBytes = totalmem()): Record<string, string> {
  const memory = Math.floor(memoryBytes / mebibyte);
  return {
    shared_buffers: `${Math.min(1024, Math.max(64, Math.floor(memory / 16)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / 3))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${Math.min(256, Math.max(64, Math.floor(memory / 32)))}MB`,
    max_connections: '120',
    // Short queries only: compiling them costs more than running them.
    jit: 'off',
    random_page_cost: '1.1',
    max_wal_size: '2GB',
    // Deadlines and reports are read by people in one zone; only the display of the server log depends on it.
    log_timezone: 'Asia/Ho_Chi_Minh',
    log_line_prefix: '%m [%p] %a ',
    log_checkpoints: 'off',
    log_min_duration_statement: '2s',
  };
}
