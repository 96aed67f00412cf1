import type { Reporter } from 'knip'

/** Says how many modules knip read: it prints nothing when it finds nothing, and finds nothing where it reads nothing. */
const countModules: Reporter = ({ counters }) => {
  console.log(`${counters.processed} modules read`)
}

export default countModules
