import type { ThreadText } from '../../households/index.ts'
import { sentence } from '../desk/ledger-texts.ts'

/** How the entries of what-if questions read. */
export const WHAT_IF_TEXTS: Readonly<Record<string, ThreadText>> = {
  'simulate.columns': sentence(
    '{who}为政策测算取了 {households} 户的匿名明细',
    '{who} took anonymous columns of {households} households for a what-if question',
  ),
  'simulate.read': sentence(
    '{who}让服务器按 {households} 户的情况做政策测算',
    '{who} had the server reckon a what-if question on {households} households',
  ),
  'screening.read': sentence(
    '{who}按 {households} 户的情况算了一遍全部政策',
    '{who} screened {households} households by all policies',
  ),
  'scenario.save': sentence('{who}保存了测算方案“{name}”', '{who} saved the what-if scenario “{name}”'),
  'scenario.delete': sentence('{who}删除了测算方案“{name}”', '{who} deleted the what-if scenario “{name}”'),
  'scenario.restore': sentence(
    '{who}恢复了测算方案“{name}”',
    '{who} took back the deletion of the what-if scenario “{name}”',
  ),
  'scenario.export': sentence('{who}导出了测算方案“{name}”', '{who} exported the what-if scenarios “{name}”'),
}
