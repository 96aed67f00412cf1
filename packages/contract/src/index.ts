import { assessment } from './assessment.ts'
import { casework } from './casework.ts'
import { discovery } from './discovery.ts'
import { doubts } from './doubts.ts'
import { feedback } from './feedback.ts'
import { gaps } from './gaps.ts'
import { guidance } from './guidance.ts'
import { households } from './households.ts'
import { identity } from './identity.ts'
import { insight } from './insight.ts'
import { layouts } from './layouts.ts'
import { linkage } from './linkage.ts'
import { needs } from './needs.ts'
import { ownScales } from './own-scales.ts'
import { policies } from './policies.ts'
import { policyDesk } from './policy-desk.ts'
import { policyDoors } from './policy-doors.ts'
import { assessmentScheme } from './scheme.ts'
import { signals } from './signals.ts'
import { sources } from './sources.ts'
import { surveys } from './surveys.ts'
import { visits } from './visits.ts'
import { whatIf } from './what-if.ts'

/** Every operation of the API, once. Paths are served below `/api`. */
export const contract = {
  identity,
  households,
  discovery,
  sources,
  layouts,
  doubts,
  assessment: { ...assessment, ...assessmentScheme, ...ownScales },
  linkage,
  policies: { ...policies, ...policyDesk, ...policyDoors },
  gaps,
  whatIf,
  needs,
  signals,
  guidance: { ...guidance, ...feedback },
  casework,
  visits,
  surveys,
  insight,
}
export type Contract = typeof contract

export * from './assessment-shapes.ts'
export * from './casework-shapes.ts'
export * from './discovery.ts'
export * from './doubts.ts'
export * from './gaps-shapes.ts'
export * from './guidance-shapes.ts'
export * from './household-shapes.ts'
export * from './households.ts'
export * from './identity.ts'
export * from './insight.ts'
export * from './layouts.ts'
export * from './linkage.ts'
export * from './needs.ts'
export * from './operation.ts'
export * from './own-scales.ts'
export * from './policies.ts'
export * from './policy-desk-shapes.ts'
export * from './scheme-shapes.ts'
export * from './signal-shapes.ts'
export * from './signals.ts'
export * from './sources.ts'
export * from './survey-shapes.ts'
export * from './surveys.ts'
export * from './visit-shapes.ts'
export * from './what-if-shapes.ts'
