import { describe, expect, it } from 'vitest'
import { type Area, makeArea } from '../../testing/area.ts'

const MEGABYTE = 1024 * 1024

describe('an upload', () => {
  it('is taken as a form, and refused with its limit when it is too large', async () => {
    const area: Area = await makeArea()
    try {
      const backbone = await area.as('backbone')
      const small = new File(['姓名,身份证号\n张三,\n'], 'list.csv', { type: 'text/csv' })
      const taken = await backbone.upload<{ code?: string; batch?: unknown }>('/imports', small, {
        source: 'dibao-roster',
      })
      expect(taken.body.code).not.toBe('body_too_large')
      const large = new File([new Uint8Array(201 * MEGABYTE)], 'large.csv', { type: 'text/csv' })
      const refused = await backbone.upload<{ code: string; happened: { zh: string } }>('/imports', large, {
        source: 'dibao-roster',
      })
      expect(refused).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
      expect(JSON.stringify(refused.body)).toContain('200 MB')
    } finally {
      await area.close()
    }
  }, 120_000)
})
