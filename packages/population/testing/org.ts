import type { OrgUnitInput } from '../src/index.ts'

const unit = (path: string, kind: string, name: string, weight?: number): OrgUnitInput => ({
  path,
  code: path.split('/').at(-2) ?? '',
  kind,
  name,
  ...(weight === undefined ? {} : { weight }),
})

/** A district of two streets and seven committees, for tests. */
export const TEST_ORG: readonly OrgUnitInput[] = [
  unit('310199/', 'district', '示例区'),
  unit('310199/310199001/', 'street', '河东街道', 60),
  unit('310199/310199001/310199001001/', 'residents', '东风社区居委会'),
  unit('310199/310199001/310199001002/', 'residents', '临河社区居委会'),
  unit('310199/310199001/310199001003/', 'residents', '桥头社区居委会'),
  unit('310199/310199001/310199001201/', 'village', '石桥村村委会'),
  unit('310199/310199102/', 'town', '湖西镇', 40),
  unit('310199/310199102/310199102001/', 'residents', '镇南社区居委会'),
  unit('310199/310199102/310199102201/', 'village', '张家浜村村委会'),
  unit('310199/310199102/310199102202/', 'village', '新塘村村委会'),
]
