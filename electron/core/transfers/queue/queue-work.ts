import type { Clock, Log } from '../../ports.ts';
import { isAppError } from '../../errors.ts';
import type { Lane, Running } from './lane.ts';
import { isForFullDrive, markFull } from './lane-rules.ts';
import type { Ledger } from '../store/transfer-store.ts';
import { toInstant } from '../model/limits.ts';
import { patchTransfer } from '../store/patch-transfer.ts';
import { NoRoom } from './interruptions.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { Work } from './transfer-context.ts';

/** What those that are being carried out see of the queue, and what people see of them. */
export interface Works {
  create(lane: Lane, record: TransferRecord, running: Running): Work;
  /** A transfer's own wait goes before that of its account. */
  show(lane: Lane, transferId: string, running: Running): Promise<void>;
  showAll(lane: Lane): void;
}

export interface WorkSurroundings {
  ledger: Ledger;
  clock: Clock;
  log: Log;
  /** Somebody's content moves from now on: others may get ready. */
  moving: (lane: Lane) => void;
}

export function createWorks({ ledger, clock, log, moving }: WorkSurroundings): Works {
  function show(lane: Lane, transferId: string, { wait, phase, isOver }: Running): Promise<void> {
    if (isOver) return Promise.resolve();
    const untilMs = wait?.untilMs ?? lane.pausedUntilMs;
    if (untilMs === null)
      return patchTransfer(ledger, transferId, { state: phase, waitUntil: null, waitReason: null });
    return patchTransfer(ledger, transferId, {
      state: 'waiting',
      waitUntil: toInstant(untilMs),
      waitReason: wait?.reason ?? 'throttled',
    });
  }

  function enter(lane: Lane, transferId: string, running: Running, phase: Running['phase']): void {
    if (running.phase === phase && running.wait === null) return;
    running.phase = phase;
    running.wait = null;
    void show(lane, transferId, running);
  }

  async function inTurn<T>(
    lane: Lane,
    transferId: string,
    running: Running,
    move: () => Promise<T>,
  ): Promise<T> {
    const end = await lane.turns.take(running.abort.signal);
    try {
      if (isForFullDrive(lane, ledger.get(transferId))) throw new NoRoom();
      running.isMoving = true;
      enter(lane, transferId, running, 'running');
      moving(lane);
      const moved = await move();
      enter(lane, transferId, running, 'checking');
      return moved;
    } catch (error) {
      // Whoever is next must know before it begins.
      if (isAppError(error, 'quotaFull')) markFull(lane, ledger.get(transferId));
      throw error;
    } finally {
      running.isMoving = false;
      end();
    }
  }

  return {
    show,
    showAll(lane) {
      for (const [transferId, running] of lane.running) void show(lane, transferId, running);
    },
    create(lane, { transfer }, running) {
      const { transferId } = transfer;
      let mostBytes = 0;
      let totalBytes = transfer.bytesTotal;
      return {
        transfer,
        drive: lane.drive,
        clock,
        log,
        signal: running.abort.signal,
        enter: (state) => enter(lane, transferId, running, state),
        beginAgain(beganAgain) {
          mostBytes = 0;
          ledger.progress(transferId, 0);
          void patchTransfer(ledger, transferId, { beganAgain });
        },
        keptUntil(expiresAt) {
          const untilMs = Date.parse(expiresAt ?? '');
          const keptUntil = Number.isNaN(untilMs) ? null : toInstant(untilMs);
          if (ledger.get(transferId)?.transfer.keptUntil !== keptUntil)
            void patchTransfer(ledger, transferId, { keptUntil });
        },
        setTotal(bytesTotal) {
          totalBytes = bytesTotal;
          void patchTransfer(ledger, transferId, { bytesTotal });
        },
        progress(bytesDone) {
          mostBytes = Math.max(mostBytes, bytesDone);
          ledger.progress(transferId, bytesDone);
        },
        allSent: () => totalBytes !== null && mostBytes >= totalBytes,
        keep: (job) => ledger.change(transferId, (current) => ({ ...current, job })),
        async pause(reason, waitMs) {
          running.wake = new AbortController();
          running.wait = { reason, untilMs: clock.now() + waitMs };
          void show(lane, transferId, running);
          await rest(clock, waitMs, running.abort.signal, running.wake.signal);
          running.wait = null;
          void show(lane, transferId, running);
        },
        inTurn: (move) => inTurn(lane, transferId, running, move),
      };
    },
  };
}

/** Resolves when the time is over or someone woke it; throws when it was cancelled. */
async function rest(clock: Clock, waitMs: number, abort: AbortSignal, wake: AbortSignal): Promise<void> {
  try {
    await clock.sleep(waitMs, AbortSignal.any([abort, wake]));
  } catch {
    abort.throwIfAborted();
  }
}
