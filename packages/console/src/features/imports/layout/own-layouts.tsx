import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Loaded, Moment, SkeletonLines, saveFile, useSaid } from '../../../frame/index.ts'
import './layout.css'
import { words } from './words.ts'

/** Lists that were described here, each with its versions and the file of a source to hand on. */
export function OwnLayouts(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const layouts = useQuery(api.layouts.list.queryOptions())
  const hand = (source: string, version: number) =>
    void api.layouts.yaml.call({ source, version }).then(saveFile, said.failed)
  return (
    <section className="lm-own-layouts">
      <h2>{say('ownTitle')}</h2>
      <p className="lm-soft">{say('ownLine')}</p>
      {may('import.run') && (
        <p>
          <Link to="/imports" search={{ list: 'new' }}>
            {say('bring')}
          </Link>
        </p>
      )}
      <Loaded query={layouts} skeleton={<SkeletonLines lines={2} />}>
        {(lists) =>
          lists.length === 0 ? (
            <p>{say('ownNone')}</p>
          ) : (
            <ul className="lm-sources">
              {lists.map((list) => (
                <li key={list.source}>
                  <div className="lm-row">
                    <h3>{text(list.name)}</h3>
                    <span className="lm-soft">
                      {text(list.department)} · {list.orgName}
                    </span>
                  </div>
                  <ul className="lm-layout-versions">
                    {list.versions.map((one) => (
                      <li key={one.version}>
                        <p>
                          <b>{say('version', one)}</b> ·{' '}
                          {say('versionLine', {
                            by: one.savedBy,
                            count: one.columns.length,
                            imports: one.imports,
                          })}{' '}
                          · <Moment at={one.savedAt} />
                        </p>
                        <p className="lm-soft">
                          {one.columns
                            .map(
                              ({ header, label, translated }) =>
                                `${header} → ${text(label)}${translated > 0 ? say('translated', { count: translated }) : ''}`,
                            )
                            .join('；')}
                        </p>
                        <Button
                          size="small"
                          aria-label={say('exportOf', { name: text(list.name), version: one.version })}
                          onClick={() => hand(list.source, one.version)}
                        >
                          {say('exportYaml')}
                        </Button>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
