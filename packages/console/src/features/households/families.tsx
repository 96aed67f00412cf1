import { useWords } from '@lastmile/web-kit'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Column } from '../../frame/index.ts'
import { words } from './family-words.ts'

/** What a list of families needs to know of a row. */
export interface FamilyRow {
  readonly householdId: string
  readonly headName: string
  readonly orgName: string
}

export interface Families<Row> {
  readonly family: Column<Row>
  readonly place: Column<Row>
  readonly openFamily: (row: Row) => void
}

/**
 * The columns that every list of families has, who and where, and the way to a family.
 * @param page the page of the family that the list leads to.
 */
export function useFamilies<Row extends FamilyRow>(
  page: '/households/$householdId' | '/households/$householdId/assessment' = '/households/$householdId',
): Families<Row> {
  const say = useWords(words)
  const navigate = useNavigate()
  return {
    family: {
      id: 'family',
      title: say('family'),
      primary: true,
      short: true,
      cell: (row) => (
        <Link to={page} params={{ householdId: row.householdId }}>
          {row.headName}
        </Link>
      ),
      text: (row) => row.headName,
    },
    place: { id: 'place', title: say('place'), cell: (row) => row.orgName, text: (row) => row.orgName },
    openFamily: (row) => void navigate({ to: page, params: { householdId: row.householdId } }),
  }
}
