import { ActionIcon, Button, Menu, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type JSX, lazy, Suspense, useState } from 'react';
import {
  changeSavedView,
  createSavedView,
  LIST_FILTERS,
  type ListColumn,
  removeSavedView,
  type SavedView,
} from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import type { ExportFormat } from '../../../contract/exports.ts';
import { useLanguage, useT } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { type CaseFilters, savedViewsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { can, useSession } from '../session.tsx';
import { exportAddress } from '../shell/export-menu.tsx';
import styles from './bulk.module.css';
import type { Columns } from './use-columns.ts';

const ColumnsDialog = lazy(() => import('./columns-dialog.tsx'));

interface Props {
  view: CaseListView;
  filters: CaseFilters;
  saved: SavedView | null;
  columns: Columns;
}

const onlyFilters = (filters: CaseFilters) =>
  Object.fromEntries(LIST_FILTERS.flatMap((key) => (filters[key] ? [[key, filters[key]]] : [])));

/** Keeps the list as it is narrowed now, and takes it out as a file: the same rows, all of them. */
export function ListTools({ view, filters, saved, columns }: Props): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const toast = useToast();
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const [arranging, setArranging] = useState(false);
  const renew = () => {
    void client.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
    void client.invalidateQueries({ queryKey: ['cases', 'counts', 'saved'] });
  };
  const update = useMutation({
    mutationFn: (one: SavedView) =>
      call(changeSavedView, {
        params: { id: one.id },
        body: {
          name: one.name,
          view,
          filters: onlyFilters(filters),
          columns: [...columns.shown],
          unit: one.unit?.code ?? null,
        },
      }),
    onSuccess: () => {
      renew();
      toast(t.lists.wasSaved);
    },
    onError: (error) => toast(error.message),
  });
  const remove = useMutation({
    mutationFn: (one: SavedView) => call(removeSavedView, { params: { id: one.id } }),
    onSuccess: () => {
      renew();
      toast(t.lists.removed);
      void navigate({ to: '/queue/$view', params: { view }, search: onlyFilters(filters) });
    },
    onError: (error) => toast(error.message),
  });
  const file = (format: ExportFormat, all = false) =>
    exportAddress('cases', format, language, {
      view,
      ...onlyFilters(filters),
      columns: all ? undefined : columns.shown.join(','),
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="input-sm" aria-label={t.lists.tools}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="list" size={1} />} onClick={() => setArranging(true)}>
            {t.lists.columns.open}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="star" size={1} />} onClick={() => setNaming(true)}>
            {t.lists.save}
          </Menu.Item>
          {saved?.mine ? <Menu.Item onClick={() => update.mutate(saved)}>{t.lists.update}</Menu.Item> : null}
          {saved?.removable ? <Menu.Item onClick={() => remove.mutate(saved)}>{t.lists.remove}</Menu.Item> : null}
          {can(session, 'case.export') ? (
            <>
              <Menu.Divider />
              <Menu.Item component="a" href={file('xlsx')} download leftSection={<Icon name="document" size={1} />}>
                {t.lists.xlsx}
              </Menu.Item>
              <Menu.Item component="a" href={file('csv')} download>
                {t.lists.csv}
              </Menu.Item>
              <Menu.Item component="a" href={file('xlsx', true)} download>
                {t.lists.xlsxAll}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {arranging ? (
        <Suspense fallback={null}>
          <ColumnsDialog columns={columns} onClose={() => setArranging(false)} />
        </Suspense>
      ) : null}
      {naming ? (
        <SaveDialog
          columns={columns.shown}
          view={view}
          filters={filters}
          onClose={() => setNaming(false)}
          onSaved={(one) => {
            setNaming(false);
            renew();
            toast(t.lists.wasSaved);
            void navigate({ to: '/queue/$view', params: { view }, search: { ...filters, saved: String(one.id) } });
          }}
        />
      ) : null}
    </>
  );
}

/** The name, and for whoever leads a unit: who else sees it. */
function SaveDialog(props: {
  view: CaseListView;
  filters: CaseFilters;
  columns: readonly ListColumn[];
  onClose(): void;
  onSaved(view: SavedView): void;
}): JSX.Element {
  const t = useT();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState('');
  const shareWith = useQuery(savedViewsQuery).data?.shareWith ?? [];
  const save = useMutation({
    mutationFn: () =>
      call(createSavedView, {
        body: {
          name,
          view: props.view,
          filters: onlyFilters(props.filters),
          columns: [...props.columns],
          unit: unit || null,
        },
      }),
    onSuccess: props.onSaved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate();
  };
  return (
    <Modal opened onClose={props.onClose} title={t.lists.save} closeButtonProps={{ 'aria-label': t.common.close }}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t.lists.name}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={fieldErrors(save.error).name ?? save.error?.message}
          maxLength={60}
          data-autofocus
        />
        {shareWith.length > 0 ? (
          <Select
            label={t.lists.shareWith}
            data={[{ value: '', label: t.lists.onlyMe }, ...shareWith.map((u) => ({ value: u.code, label: u.name }))]}
            value={unit}
            onChange={(code) => setUnit(code ?? '')}
            allowDeselect={false}
          />
        ) : null}
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
            {t.common.save}
          </Button>
          <Button variant="subtle" onClick={props.onClose}>
            {t.common.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
