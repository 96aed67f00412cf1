/** What this module is handed by the modules' composition. */
export interface GuidanceDeps {
  /** The names of policies. */
  policyName(policy: string): { zh: string; en: string }
  /** Whether the library has a policy of this id. */
  knowsPolicy(policy: string): boolean
}
