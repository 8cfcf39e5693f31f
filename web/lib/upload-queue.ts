import { useCallback, useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '../../contract/cases.ts';
import { freshId } from './fresh-id.ts';
import { NetworkLost } from './problem.ts';
import { sendFile } from './upload.ts';

/** A file on its way to the server. */
export interface Pending {
  id: string;
  name: string;
  size: number;
  /** 0…1 */
  share: number;
  state: 'waiting' | 'sending' | 'failed';
  /** Why it failed; `lost`: the network, it goes on by itself when that returns. */
  error: { lost: boolean; message: string } | null;
}

export interface UploadQueue {
  pending: readonly Pending[];
  /** Something is still on its way or waits for the network. */
  busy: boolean;
  add(files: Iterable<File>): void;
  retry(id: string): void;
  /** Takes a file out of the queue, also while it is being sent. */
  cancel(id: string): void;
}

interface Job extends Pending {
  file: File;
  stop: AbortController;
}

/**
 * Sends files one after the other (a phone's line does not get faster by sharing it). What a lost network stopped goes
 * on by itself when it returns; what the server refused stays with its reason until it is sent again or taken out.
 * `onStored` is told of each file as it is on the server.
 */
export function useUploadQueue(path: string, onStored: (files: AttachmentView[]) => void | Promise<void>): UploadQueue {
  const jobs = useRef<Job[]>([]);
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const running = useRef(false);
  const stored = useRef(onStored);
  stored.current = onStored;

  const show = useCallback(() => setPending(jobs.current.map(({ file: _f, stop: _s, ...rest }) => ({ ...rest }))), []);
  const change = useCallback(
    (id: string, news: Partial<Job>) => {
      jobs.current = jobs.current.map((job) => (job.id === id ? { ...job, ...news } : job));
      show();
    },
    [show],
  );
  const drop = useCallback(
    (id: string) => {
      jobs.current = jobs.current.filter((job) => job.id !== id);
      show();
    },
    [show],
  );
  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    for (let job = next(jobs.current); job; job = next(jobs.current)) {
      const { id, file, stop } = job;
      change(id, { state: 'sending', error: null, share: 0 });
      try {
        const onProgress = (share: number) => change(id, { share });
        await stored.current(await sendFile(path, file, { onProgress, signal: stop.signal }));
        drop(id);
      } catch (error) {
        if (stop.signal.aborted) continue;
        const lost = error instanceof NetworkLost;
        change(id, {
          state: 'failed',
          error: { lost, message: error instanceof Error ? error.message : String(error) },
        });
        if (lost) break;
      }
    }
    running.current = false;
  }, [path, change, drop]);
  const again = useCallback(
    (which: (job: Job) => boolean) => {
      for (const job of jobs.current) if (job.state === 'failed' && which(job)) change(job.id, { state: 'waiting' });
      void run();
    },
    [change, run],
  );

  useEffect(() => {
    const back = () => again((job) => job.error?.lost === true);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [again]);
  useEffect(
    () => () => {
      for (const job of jobs.current) job.stop.abort();
      jobs.current = [];
    },
    [],
  );
  useEffect(() => {
    // A file that has not arrived is the one thing that a reload would lose.
    if (pending.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [pending.length]);

  return {
    pending,
    busy: pending.some((one) => one.state !== 'failed' || one.error?.lost),
    add(files) {
      const fresh = [...files].map((file): Job => {
        const { name, size } = file;
        return {
          id: freshId(),
          name,
          size,
          share: 0,
          state: 'waiting',
          error: null,
          file,
          stop: new AbortController(),
        };
      });
      jobs.current = [...jobs.current, ...fresh];
      show();
      void run();
    },
    retry: (id) => again((job) => job.id === id),
    cancel(id) {
      jobs.current.find((job) => job.id === id)?.stop.abort();
      drop(id);
    },
  };
}

const next = (jobs: readonly Job[]) => jobs.find((job) => job.state === 'waiting');
