import { legalDateAt } from '@lastmile/domain'
import { type FailedClause, isGuarded, type Tree, type WhyNot, whyNot } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import {
  mayReadFact,
  maySeeFacts,
  policyName,
  readHousehold,
  readHouseholdFiles,
} from '../../households/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { type SheetLang, WORDS } from './words.ts'

type MaySee = ReturnType<typeof maySeeFacts>

/** What fits on one page. */
const MOST_CLAUSES = 6
const MOST_SENTENCES = 6
const MOST_TURNS = 4
const MOST_QUESTIONS = 10

export interface WhyNotInput {
  readonly id: string
  readonly policy: string
  readonly lang: SheetLang
}

/** A clause that may be written down, of the household or of a member. */
interface Line {
  readonly who: string | null
  readonly clause: FailedClause
}

/**
 * One page to hand to a family: which clause is not met, by which figure of theirs, how far off it is, the smallest change or proof that would
 * turn it, and whom to ask. What the reader may not see is not on it. Throws `not_found` for a household out of scope, or a policy that is
 * unknown, or kept from the reader, `nothing_to_explain` where the policy fits.
 */
export async function whyNotSheet(
  tx: Tx,
  deps: PolicyDeps,
  input: WhyNotInput,
): Promise<{ sheet: Sheet; name: string }> {
  const { library } = await deps.holder.current(tx)
  const policy = library.byId.get(input.policy)
  if (!policy || (isGuarded(policy) && !mayReadFact(tx.actor, 'protected'))) throw new AppError('not_found')
  const household = await readHousehold(tx, { library }, input.id)
  const day = legalDateAt(tx.now)
  const root = household.orgPath.slice(0, household.orgPath.indexOf('/') + 1)
  const file = await asSystem(tx, root, async () =>
    (await readHouseholdFiles(tx, { facts: library.facts }, [household.id], day)).get(household.id),
  )
  if (!file) throw new AppError('not_found')
  if (!file.ok) throw new AppError('household_unreadable', { reason: file.error.message })
  const reasons = whyNot(library, file.household, policy.id, day)
  if (reasons.length === 0) throw new AppError('nothing_to_explain')
  tx.ledger({
    action: 'screening.sheet',
    objectKind: 'household',
    objectId: household.id,
    householdId: household.id,
    orgPath: household.orgPath,
    data: { policy: policy.id, date: day },
  })
  const words = WORDS[input.lang]
  const name = policyName(library, policy.id)[input.lang]
  const called = new Map(file.household.members.map((one) => [one.id, one.called ?? one.relation ?? one.id]))
  const see = maySeeFacts(tx, library.facts.all)
  const { documents, apply, issuing_body: body } = policy.document
  const failed = reasons.some((one) => one.outcome === 'ineligible')
  const blocks = failed
    ? failedBlocks(reasons, called, see, input.lang)
    : missingBlocks(reasons, called, see, input.lang)
  const advisor = household.advisor?.name
  return {
    name: words.file(name, household.headName, household.no),
    sheet: {
      title: failed ? words.title(name) : words.titleOpen(name),
      line: words.line(household.headName, day),
      foot: words.foot(household.no, day),
      blocks: [
        ...blocks,
        { kind: 'heading', text: failed ? words.ask : words.askOpen },
        {
          kind: 'text',
          text: [
            advisor ? words.advisor(advisor) : words.noAdvisor,
            words.where(apply.where),
            words.body(body),
            words.appeal,
            ...(Object.values(documents).every(({ verified }) => verified === 'verified')
              ? []
              : [words.unverified]),
          ].join('\n'),
        },
      ],
    },
  }
}

/** The clauses that fail, those of whoever lacks least first, and what would turn them. */
function failedBlocks(
  reasons: readonly WhyNot[],
  called: ReadonlyMap<string, string>,
  see: MaySee,
  lang: SheetLang,
): Block[] {
  const words = WORDS[lang]
  const ofPersons = reasons.some(({ member }) => member !== null)
  const all = reasons
    .filter(({ failed }) => failed.length > 0)
    .sort((a, b) => a.failed.length - b.failed.length)
    .flatMap(({ member, failed }) =>
      failed.map((clause): Line => ({ who: member === null ? null : (called.get(member) ?? ''), clause })),
    )
  const open = all.filter(({ clause }) => standingOf(clause.tree, see, lang).length > 0)
  const shown = open.slice(0, MOST_CLAUSES)
  const rows = shown.map(({ who, clause }) => {
    const cells = [
      clause.asked[lang],
      standingOf(clause.tree, see, lang).join(words.join),
      citeOf(clause, lang),
    ]
    return ofPersons ? [who ?? words.everybody, ...cells] : cells
  })
  const notes = [
    ...(open.length > shown.length ? [words.others(open.length - shown.length)] : []),
    ...(all.length > open.length ? [words.hidden(all.length - open.length)] : []),
  ]
  const turns = shown
    .flatMap(({ clause }) => clause.turns)
    .filter(({ fact }) => see(fact))
    .sort((a, b) => Number(b.enough) - Number(a.enough))
  const texts = (enough: boolean) => [
    ...new Set(turns.filter((turn) => turn.enough === enough).map((turn) => turn.text[lang])),
  ]
  const [alone, part] = [texts(true).slice(0, MOST_TURNS), texts(false).slice(0, MOST_TURNS)]
  const listed = alone.length > 0 ? alone : part
  const intro = alone.length > 0 ? words.enough : words.notEnough
  return [
    { kind: 'heading', text: words.failed },
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            widths: ofPersons ? [14, 28, 36, 22] : [32, 44, 24],
            head: ofPersons ? words.headWho : words.head,
            rows,
          },
        ]),
    ...notes.map((text) => ({ kind: 'text' as const, text })),
    { kind: 'heading', text: words.turns },
    ...(listed.length === 0
      ? [{ kind: 'text' as const, text: words.noTurn }]
      : [
          { kind: 'text' as const, text: intro },
          { kind: 'checklist' as const, items: listed },
        ]),
    { kind: 'text', text: words.proof },
  ]
}

/** The questions that are open, where nothing fails. */
function missingBlocks(
  reasons: readonly WhyNot[],
  called: ReadonlyMap<string, string>,
  see: MaySee,
  lang: SheetLang,
): Block[] {
  const words = WORDS[lang]
  const all = reasons.flatMap(({ missing }) => missing)
  const open = all.filter(({ fact }) => see(fact))
  const items = open.slice(0, MOST_QUESTIONS).map(({ member, question }) => {
    const who = member === undefined ? null : called.get(member)
    return who ? `${who}${lang === 'zh' ? '：' : ': '}${question[lang]}` : question[lang]
  })
  return [
    { kind: 'heading', text: words.missing },
    ...(items.length === 0
      ? []
      : [
          { kind: 'text' as const, text: words.missingText },
          { kind: 'checklist' as const, items },
        ]),
    ...(open.length > items.length
      ? [{ kind: 'text' as const, text: words.others(open.length - items.length) }]
      : []),
    ...(all.length > open.length
      ? [{ kind: 'text' as const, text: words.hidden(all.length - open.length) }]
      : []),
  ]
}

function factsOf(tree: Tree): string[] {
  return [...(tree.facts ?? []).map(({ fact }) => fact), ...(tree.children ?? []).flatMap(factsOf)]
}

/** The sentences that carry the household's own figures: the failing leaves of the reasons that the reader may see. */
function standingOf(tree: Tree, see: MaySee, lang: SheetLang): string[] {
  const own = (tree.facts ?? []).length + (tree.figures ?? []).length > 0
  const under = own ? [] : (tree.children ?? []).filter(({ value }) => value === false)
  const texts =
    under.length > 0
      ? under.flatMap((child) => standingOf(child, see, lang))
      : factsOf(tree).every(see)
        ? [tree.text[lang]]
        : []
  return [...new Set(texts)].slice(0, MOST_SENTENCES)
}

function citeOf({ cite }: FailedClause, lang: SheetLang): string {
  if (!cite) return ''
  const words = WORDS[lang]
  return `${words.cite(cite.document, cite.clause)}${words.mark[cite.verified]}`
}
