import { useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useSaid } from '../../frame/index.ts'
import { BulkDialog, type Chosen } from './bulk-dialog.tsx'
import { words } from './bulk-words.ts'

/** Deciding the selected gaps at once. */
export function SelectedActions({
  selected,
  onDone,
}: {
  readonly selected: readonly Chosen[]
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const [asked, setAsked] = useState<'dismiss' | 'confirm' | null>(null)
  return (
    <>
      <Button size="small" type="primary" onClick={() => setAsked('confirm')}>
        {say('confirmMany')}
      </Button>
      <Button size="small" onClick={() => setAsked('dismiss')}>
        {say('dismissMany')}
      </Button>
      {asked && (
        <BulkDialog
          gaps={selected}
          total={selected.length}
          initial={asked}
          onClose={() => {
            setAsked(null)
            onDone()
          }}
        />
      )}
    </>
  )
}

/** Deciding every gap of the list as it is narrowed now, as far as one go reaches. */
export function WholeListAction({
  under,
  policy,
  disabled,
}: {
  readonly under?: string | undefined
  readonly policy?: string | undefined
  readonly disabled: boolean
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const [busy, setBusy] = useState(false)
  const [list, setList] = useState<{ readonly items: readonly Chosen[]; readonly total: number } | null>(null)
  const open = async () => {
    setBusy(true)
    try {
      setList(
        await api.gaps.versions.call({
          state: 'open',
          ...(under === undefined ? {} : { under }),
          ...(policy === undefined ? {} : { policy }),
        }),
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button loading={busy} disabled={disabled} onClick={() => void open().catch(said.failed)}>
        {say('wholeList')}
      </Button>
      {list !== null && list.items.length > 0 && (
        <BulkDialog gaps={list.items} total={list.total} initial="dismiss" onClose={() => setList(null)} />
      )}
    </>
  )
}
