import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postCall } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';
import { renewCalls } from './call-queries.ts';
import { tellPhone } from './phone-door.ts';

export interface Dialled {
  to: string;
  caseCode?: string;
  citizenId?: string;
  callbackId?: string;
}

/** Asks the server to call somebody; my telephone comes first and answers by itself, because I asked for it. */
export function useDial(onDone?: () => void) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Dialled) => call(postCall, { body }),
    onSuccess: (made) => {
      tellPhone({ is: 'expect', callId: made.id });
      toast(t.phone.dial.started);
      onDone?.();
    },
    onSettled: () => renewCalls(client),
  });
}
