import { describe, expect, it } from 'vitest'
import { CASE_ACTIONS, nextState, PLAN_ITEM_ACTIONS } from './case-states.ts'
import { permissionsOf, roleMay } from './permissions.ts'
import { ROLES } from './roles.ts'

describe('who may do what', () => {
  it('nobody both proposes and reviews a closure', () => {
    for (const role of ROLES) {
      if (role === 'system') continue
      expect(roleMay(role, 'closure.propose') && roleMay(role, 'closure.review'), role).toBe(false)
    }
  })
  it('the administrator keeps the system and opens no household', () => {
    expect(
      permissionsOf('administrator').filter((permission) =>
        /^(household|fact|case|need|gap|identity)\./.test(permission),
      ),
    ).toEqual([])
  })
  it('a volunteer sees orders, not households', () => {
    expect(permissionsOf('volunteer')).toEqual(['org.read', 'policy.read', 'order.own', 'today.read'])
  })
})

describe('states of casework', () => {
  it('what the table does not allow leads nowhere', () => {
    expect(nextState(CASE_ACTIONS, 'open', 'approve_closure')).toBeNull()
    expect(nextState(CASE_ACTIONS, 'closure_proposed', 'approve_closure')).toBe('closed')
    expect(nextState(PLAN_ITEM_ACTIONS, 'done', 'cancel')).toBeNull()
    expect(nextState(PLAN_ITEM_ACTIONS, 'handed_over', 'decline')).toBe('planned')
  })
})
