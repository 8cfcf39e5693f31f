import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type Campaign, drawCampaign } from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { renewCampaigns } from './campaign-queries.ts';

/** Draws people now: by lot at once, or from a list that is pasted. Lines that cannot be used are named. */
export function DrawButton({ campaign }: { campaign: Campaign }): JSX.Element {
  const t = useT();
  const words = t.campaigns;
  const toast = useToast();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [list, setList] = useState('');
  const isList = campaign.source === 'list';
  const draw = useMutation({
    mutationFn: () => call(drawCampaign, { params: { id: campaign.id }, body: isList ? { list } : {} }),
    onSuccess: (drawn) => {
      toast(words.drawn(drawn.chosen, drawn.candidates));
      renewCampaigns(client);
      setList('');
      if (drawn.refused.length === 0) setOpen(false);
    },
  });
  const refused = draw.data?.refused ?? [];
  const errors = fieldErrors(draw.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    draw.mutate();
  };
  if (!isList)
    return (
      <>
        <Button variant="default" loading={draw.isPending} onClick={() => draw.mutate()}>
          {words.draw}
        </Button>
        <ActTrouble error={draw.error} gone={false} />
      </>
    );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.drawList}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size="40rem"
        title={words.drawList}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <form className={rows.form} onSubmit={send} noValidate>
          <Textarea
            label={words.list}
            description={words.drawListText}
            value={list}
            onChange={(e) => setList(e.currentTarget.value)}
            error={errors.list}
            autosize
            minRows={6}
            maxRows={16}
            required
            data-autofocus
          />
          {refused.length > 0 ? (
            <div role="status">
              <h3>{words.refusedLines}</h3>
              <ul>
                {refused.map(({ line, why }) => (
                  <li key={line}>{words.refusedLine(line, why)}</li>
                ))}
              </ul>
            </div>
          ) : null}
          {draw.error && !errors.list ? <ActTrouble error={draw.error} gone={false} /> : null}
          <div className={rows.tools}>
            <Button type="submit" loading={draw.isPending}>
              {words.drawList}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
