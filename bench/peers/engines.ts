import type { rulesOn } from '@lastmile/rules/population'
import { peer } from '../frame/peer.ts'
import { type Condition, feel, jsonLogic, jsonRules, publicodes, publicodesName, zen } from './languages.ts'
import { NoWord, type Target } from './target.ts'
import { translated } from './translate.ts'

type Rule = ReturnType<typeof rulesOn>[number]

/** A case as the peers get it: facts as files write them, money in yuan, days as whole numbers; null is unknown. */
export type Case = {
  readonly household: Readonly<Record<string, unknown>>
  readonly person: Readonly<Record<string, unknown>>
  readonly members: readonly Readonly<Record<string, unknown>>[]
}

/** `null`: it cannot be told. `error`: the engine gave none. */
export type Answer = boolean | null | 'error'

/** An engine ready to be asked, with as much as it documents done before: rules parsed or compiled. */
export type Peer = {
  readonly name: string
  /** The rules that its language can say, by their place among those given. */
  readonly rules: readonly number[]
  /** What it takes of a case, made before the clock runs. */
  prepare(one: Case): unknown
  /** All its rules about a prepared case; answers in their order are left in `into` where it is given. */
  ask(prepared: never, into: Answer[] | null): void | Promise<void>
}

/** Every peer over some rules. */
export async function peersOver(rules: readonly Rule[], today: number): Promise<Peer[]> {
  const said = <T>(target: Target<T>) => {
    const all = rules.flatMap((rule, place) => {
      try {
        return [{ place, text: translated(rule, today, target) }]
      } catch (error) {
        if (error instanceof NoWord) return []
        throw error
      }
    })
    return { places: all.map(({ place }) => place), texts: all.map(({ text }) => text) }
  }
  const reckoned = new Map<string, unknown>()
  return [
    await zenEngine(said(zen)),
    await jsonLogicEngine(said(jsonLogic), true),
    await jsonLogicEngine(said(jsonLogic), false),
    await jsonRulesEngine(said(jsonRules(reckoned)), reckoned),
    await publicodesEngine(said(publicodes), rules),
    await feelin(said(feel)),
  ]
}

type Said<T> = { readonly places: readonly number[]; readonly texts: readonly T[] }

const answerOf = (value: unknown): Answer => (typeof value === 'boolean' ? value : null)

/** Asks one question after the other; an exception is an error of that one alone. */
function each(asks: readonly (() => unknown)[], into: Answer[] | null): void {
  for (let place = 0; place < asks.length; place++) {
    let answer: Answer
    try {
      answer = answerOf(asks[place]?.())
    } catch {
      answer = 'error'
    }
    if (into) into[place] = answer
  }
}

/** Compiled by `new Function`, or interpreted with what it remembers of each logic: the way for a page under a strict content policy. */
async function jsonLogicEngine({ places, texts }: Said<unknown>, compiled: boolean): Promise<Peer> {
  const { LogicEngine } = await peer<{
    LogicEngine: new () => {
      build(logic: unknown): (data: object) => unknown
      run(logic: unknown, data: object): unknown
    }
  }>('json-logic-engine')
  const engine = new LogicEngine()
  let now: Case
  const asks = texts.map((text) => {
    if (!compiled) return () => engine.run(text, now)
    const rule = engine.build(text)
    return () => rule(now)
  })
  return {
    name: compiled ? 'json-logic-engine' : 'json-logic-engine interpreted',
    rules: places,
    prepare: (one) => one,
    ask: (one: Case, into) => {
      now = one
      each(asks, into)
    },
  }
}

/**
 * One decision whose expression node holds every rule is quickest, but one unknown stops it whole; so answers are asked for rule by rule
 * and speed is taken from the decision, over cases in which everything is known.
 */
async function zenEngine({ places, texts }: Said<string>): Promise<Peer> {
  type Decision = { evaluate(context: object): Promise<{ result: unknown }> }
  const { ZenEngine, evaluateExpressionSync } = await peer<{
    ZenEngine: new () => { createDecision(content: object): Decision }
    evaluateExpressionSync(expression: string, context: object): unknown
  }>('@gorules/zen-engine')
  const position = { x: 0, y: 0 }
  const expressions = texts.map((value, place) => ({ id: `e${place}`, key: `r${place}`, value }))
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      { id: 'rules', type: 'expressionNode', name: 'rules', position, content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  })
  let now: object
  const asks = texts.map((text) => () => evaluateExpressionSync(text, now))
  return {
    name: 'zen-engine',
    rules: places,
    prepare: (one) => one,
    ask: async (one: Case, into) => {
      now = one
      if (into) each(asks, into)
      else await decision.evaluate(one)
    },
  }
}

async function jsonRulesEngine(
  { places, texts }: Said<Condition>,
  reckoned: ReadonlyMap<string, unknown>,
): Promise<Peer> {
  type Almanac = { factValue(name: string): Promise<object> }
  const { Engine } = await peer<{
    Engine: new (
      rules: readonly object[],
      options: object,
    ) => {
      addFact(name: string, work: (params: unknown, almanac: Almanac) => Promise<unknown>): void
      run(facts: object): Promise<{ events: readonly { type: string }[] }>
    }
  }>('json-rules-engine')
  const { LogicEngine } = await peer<{
    LogicEngine: new () => { build(logic: unknown): (data: object) => unknown }
  }>('json-logic-engine')
  const top = (text: Condition) => ('all' in text || 'any' in text || 'not' in text ? text : { all: [text] })
  const rules = texts.map((text, place) => ({ conditions: top(text), event: { type: `${place}` } }))
  const engine = new Engine(rules, { allowUndefinedFacts: true })
  const logic = new LogicEngine()
  for (const [name, own] of reckoned) {
    const work = logic.build(own)
    engine.addFact(name, async (_, almanac) => work(await almanac.factValue('case')))
  }
  return {
    name: 'json-rules-engine',
    rules: places,
    prepare: (one) => ({
      case: one,
      ...Object.fromEntries(
        Object.entries(one.household).map(([name, value]) => [`household.${name}`, value]),
      ),
      ...Object.fromEntries(Object.entries(one.person).map(([name, value]) => [`person.${name}`, value])),
    }),
    ask: async (facts: object, into) => {
      try {
        const { events } = await engine.run(facts)
        if (into) for (let place = 0; place < texts.length; place++) into[place] = false
        if (into) for (const { type } of events) into[Number(type)] = true
      } catch {
        if (into) for (let place = 0; place < texts.length; place++) into[place] = 'error'
      }
    },
  }
}

async function publicodesEngine({ places, texts }: Said<unknown>, rules: readonly Rule[]): Promise<Peer> {
  const { default: Engine } = await peer<{
    default: new (
      rules: object,
      options: object,
    ) => { setSituation(values: object): void; evaluate(name: string): { nodeValue: unknown } }
  }>('publicodes')
  const facts = new Map<string, object>()
  const find = (node: object): void => {
    if ('kind' in node && node.kind === 'fact' && 'fact' in node && 'subject' in node) {
      const { name } = node.fact as { name: string }
      facts.set(publicodesName(String(node.subject), name), { titre: name })
    }
    for (const [key, value] of Object.entries(node))
      if (key !== 'derived' && key !== 'fact' && typeof value === 'object' && value !== null) find(value)
  }
  for (const place of places) find(rules[place]?.version?.node ?? {})
  const silent = { log: () => {}, warn: () => {}, error: () => {} }
  const own = Object.fromEntries(texts.map((text, place) => [`rule ${place}`, text]))
  const engine = new Engine({ ...Object.fromEntries(facts), ...own }, { logger: silent })
  const asks = texts.map((_, place) => () => engine.evaluate(`rule ${place}`).nodeValue)
  return {
    name: 'publicodes',
    rules: places,
    prepare: ({ household, person }) =>
      Object.fromEntries(
        Object.entries({ household, person }).flatMap(([whose, row]) =>
          Object.entries(row).flatMap(([name, value]) => {
            const known = facts.has(publicodesName(whose, name)) && value !== null
            const word = typeof value === 'boolean' || typeof value === 'string'
            return known ? [[publicodesName(whose, name), word ? publicodes.value(value) : value]] : []
          }),
        ),
      ),
    ask: (situation: object, into) => {
      engine.setSituation(situation)
      each(asks, into)
    },
  }
}

async function feelin({ places, texts }: Said<string>): Promise<Peer> {
  const { evaluate } = await peer<{
    evaluate(expression: string, context: object): { value: unknown }
  }>('feelin')
  let now: object
  const asks = texts.map((text) => () => evaluate(text, now).value)
  return {
    name: 'feelin',
    rules: places,
    prepare: (one) => one,
    ask: (one: Case, into) => {
      now = one
      each(asks, into)
    },
  }
}
