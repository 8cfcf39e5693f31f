import type { JSX } from 'react';
import type { CallDetail, SpanKind } from '../../../contract/calls.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { exactMoment } from '../../lib/format-time.ts';
import { clockText } from '../phone/use-phone.ts';
import styles from './calls.module.css';
import { lineOf, type Piece } from './spans.ts';

/** The course of a call drawn to scale, and the same as a list for all who do not see the drawing. */
export function CallLine({ call }: { call: CallDetail }): JSX.Element {
  const t = useT();
  const line = lineOf(call, useNow());
  const all = [...line.base, ...line.over].toSorted((a, b) => a.left - b.left);
  return (
    <div className={styles.course}>
      <div className={styles.line} aria-hidden>
        <Row pieces={line.base} />
        {line.over.length > 0 ? <Row pieces={line.over} /> : null}
      </div>
      <p className="meta">{t.calls.timesText(clockText(line.total))}</p>
      <ol className={styles.spans}>
        {all.map((piece) => (
          <Item key={`${piece.kind} ${piece.startedAt} ${piece.who}`} piece={piece} />
        ))}
      </ol>
    </div>
  );
}

function Row({ pieces }: { pieces: readonly Piece[] }): JSX.Element {
  const t = useT();
  return (
    <div className={styles.pieces}>
      {pieces.map((piece) => (
        <span
          key={`${piece.kind} ${piece.startedAt} ${piece.who}`}
          className={styles.piece}
          data-kind={piece.kind}
          data-open={piece.open || undefined}
          style={{ left: `${piece.left * 100}%`, width: `${piece.width * 100}%` }}
          title={`${t.calls.span[piece.kind]} ${clockText(piece.seconds)}`}
        />
      ))}
    </div>
  );
}

function Item({ piece }: { piece: Piece }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  return (
    <li>
      <Swatch kind={piece.kind} />
      <span>
        {t.calls.span[piece.kind]}
        {piece.who ? <span className="meta"> · {piece.who}</span> : null}
      </span>
      <span className="num">{clockText(piece.seconds)}</span>
      <time className="meta" dateTime={piece.startedAt} title={exactMoment(piece.startedAt, language)}>
        {piece.open
          ? t.calls.running
          : new Date(piece.startedAt).toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })}
      </time>
    </li>
  );
}

function Swatch({ kind }: { kind: SpanKind }): JSX.Element {
  return <span className={styles.swatch} data-kind={kind} aria-hidden />;
}
