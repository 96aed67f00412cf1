import type { ImportBatch } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { FormProblem, Loaded, SkeletonCards, useSaid, useSettled } from '../../../frame/index.ts'
import { type Draft, type File, firstDraft, namesPerson, toTry } from './draft.ts'
import { ForEverybody } from './for-everybody.tsx'
import './layout.css'
import { LayoutColumns } from './layout-columns.tsx'
import { LayoutHead } from './layout-head.tsx'
import { type Place, ReadLikeThis } from './read-like-this.tsx'
import { words } from './words.ts'

type Batch = z.infer<typeof ImportBatch>

/** Says what the columns of a file are that no list foresaw, sees at once what becomes of them, and keeps it by name. */
export function LayoutMaker({
  batch,
  fresh,
  onDone,
}: {
  readonly batch: Batch
  /** A new list, although the file is read by one that was made here. */
  readonly fresh: boolean
  /** Leaves the screen where that is possible. */
  readonly onDone?: () => void
}): ReactNode {
  const api = useApi()
  const [place, setPlace] = useState<Place>({ id: batch.id })
  const file = useQuery({
    ...api.layouts.columns.queryOptions({ input: place }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded query={file} skeleton={<SkeletonCards cards={5} />}>
      {(data) => (
        <Maker
          key={`${data.sheet} ${data.headerRow}`}
          batch={batch}
          file={data}
          place={place}
          fresh={fresh}
          onPlace={setPlace}
          {...(onDone ? { onDone } : {})}
        />
      )}
    </Loaded>
  )
}

function Maker({
  batch,
  file,
  place,
  fresh,
  onPlace,
  onDone,
}: {
  readonly batch: Batch
  readonly file: File
  readonly place: Place
  readonly fresh: boolean
  readonly onPlace: (place: Place) => void
  readonly onDone?: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(file, fresh))
  const [asOf, setAsOf] = useState(file.asOf)
  const settled = useSettled(draft, 500)
  const isReadable = namesPerson(settled)
  const tried = useQuery({
    ...api.layouts.tryOut.queryOptions({ input: { ...place, draft: toTry(settled) } }),
    enabled: isReadable,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const older = fresh ? null : file.current
  const save = useMutation(
    api.layouts.save.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries()
        said.done(say('saved'))
        onDone?.()
      },
    }),
  )
  return (
    <section className="lm-layout">
      <div>
        <h2>{say('title')}</h2>
        <p className="lm-soft">{older ? say('newVersionLine') : say('line')}</p>
      </div>
      <LayoutHead
        draft={draft}
        file={file}
        place={place}
        asOf={asOf}
        onDraft={setDraft}
        onPlace={onPlace}
        onAsOf={setAsOf}
      />
      <ForEverybody draft={draft} onDraft={setDraft} />
      <LayoutColumns
        draft={draft}
        file={file}
        tried={isReadable ? tried.data : undefined}
        onDraft={setDraft}
      />
      <ReadLikeThis file={file} isReadable={isReadable} tried={tried} />
      <FormProblem error={save.error} />
      <div className="lm-card-steps">
        <Button
          type="primary"
          loading={save.isPending}
          disabled={!namesPerson(draft) || draft.name.trim().length < 2 || draft.department.trim().length < 2}
          onClick={() =>
            save.mutate({
              ...place,
              draft,
              source: older?.source ?? null,
              version: batch.version,
              ...(draft.dayFrom === null ? { asOf } : {}),
            })
          }
        >
          {older ? say('saveVersion') : say('save')}
        </Button>
        {onDone && <Button onClick={onDone}>{say('keep')}</Button>}
      </div>
    </section>
  )
}
