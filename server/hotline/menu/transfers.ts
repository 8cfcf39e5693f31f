import { stepTitle } from '../../../contract/hotline-menu.ts';
import { nationalPhone } from '../../citizens/index.ts';
import { type DialRule, judgeNumber } from '../outbound/dial-rules.ts';
import type { GraphFault, MenuGraph } from './graph.ts';

/**
 * Steps that would hand callers to a number which the rules of calling out forbid. A call in a menu is dialled without
 * anybody being asked, so the rules are asked before the menu is in force. Emergency numbers are no exception: they are
 * allowed by rules of their own, which come with the product. Pure.
 */
export function forbiddenTransfers(graph: MenuGraph, rules: readonly DialRule[]): GraphFault[] {
  return Object.entries(graph.nodes).flatMap(([node, of]) => {
    if (of.kind !== 'transfer') return [];
    const verdict = judgeNumber(rules, of.number);
    if (verdict.allowed) return [];
    const called = stepTitle(graph, node);
    const step = {
      vi: `Bước “${called.vi}” chuyển sang số ${of.number}`,
      en: `The step “${called.en}” transfers to ${of.number}`,
    };
    if (verdict.why === 'no_number')
      return [
        {
          node,
          message: {
            vi: `${step.vi}, nhưng đó không phải số điện thoại gọi được. Sửa số của bước này, hoặc thêm quy tắc cho số ngắn đó ở Quy tắc gọi ra.`,
            en: `${step.en}, which is no telephone number that can be called. Change the number of this step, or add a rule for this short number to the dialling rules.`,
          },
        },
      ];
    const shown = nationalPhone(verdict.number);
    const why = verdict.rule
      ? { vi: `quy tắc gọi ra không cho gọi (${verdict.rule})`, en: `the dialling rules forbid it (${verdict.rule})` }
      : { vi: 'chưa có quy tắc gọi ra nào cho gọi', en: 'no dialling rule allows it' };
    return [
      {
        node,
        message: {
          vi: `${step.vi}, nhưng ${why.vi}. Sửa số của bước này, hoặc cho phép ${shown} ở Quy tắc gọi ra rồi phát hành lại.`,
          en: `${step.en}, but ${why.en}. Change the number of this step, or allow ${shown} in the dialling rules and publish again.`,
        },
      },
    ];
  });
}
