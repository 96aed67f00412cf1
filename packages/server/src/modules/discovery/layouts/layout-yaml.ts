import { stringify } from 'yaml'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { LayoutDocument } from '../sources/layout.ts'
import { findOwnLayout } from '../store/own-layouts.ts'

/** A value that says what is so anyway is left out of the file. */
function lean(document: LayoutDocument): unknown {
  const { constants, uses, day_from, ignored, ...rest } = document
  return {
    ...rest,
    ...(day_from === null ? {} : { day_from }),
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
    ...(uses.length > 0 ? { uses } : {}),
    columns: document.columns.map(({ also, implies, future, precision, required, ...column }) => ({
      ...column,
      ...(required ? { required } : {}),
      ...(precision === 'day' ? {} : { precision }),
      ...(future ? { future } : {}),
      ...(also.length > 0 ? { also } : {}),
      ...(Object.keys(implies).length > 0 ? { implies } : {}),
    })),
    ...(ignored.length > 0 ? { ignored } : {}),
  }
}

/** A layout that was made here as the file of a source; put beside the district's own, it is one of them. */
export async function layoutYaml(
  tx: Tx,
  input: { readonly source: string; readonly version: number },
): Promise<File> {
  const row = await findOwnLayout(tx, input.source, input.version)
  if (!row) throw new AppError('not_found')
  const document = row.document as LayoutDocument
  const head = [
    `${document.name.zh}（${document.department.zh}）：第 ${row.version} 版。`,
    `放进 districts/<district>/sources/${document.id}.yaml，就成为本区固定的来源；编号不要改，已经导入的事实才对得上。`,
    'Put it into the folder of sources under this id, and it is one of the district; imports so far keep their source.',
  ]
  const text = `${head.map((line) => `# ${line}`).join('\n')}\n${stringify(lean(document), { lineWidth: 0 })}`
  return new File([text], `${document.id}.yaml`, { type: 'application/yaml' })
}
