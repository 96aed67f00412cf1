import type { PlantedTruth, SyntheticHousehold } from '../synthetic-household.ts'

/** One line of the household file: `{id, org, household, members}` in the vocabulary of `facts.yaml`, without a line end. */
export function householdLine(household: SyntheticHousehold): string {
  let members = ''
  for (const member of household.members) {
    const facts = JSON.stringify(member.facts).slice(1)
    const comma = facts === '}' ? '' : ','
    members += `${members === '' ? '' : ','}{"id":"${member.id}","relation":"${member.relation}"${comma}${facts}`
  }
  return (
    `{"id":"${household.id}","org":${JSON.stringify(household.orgPath)},` +
    `"household":${JSON.stringify(household.facts)},"members":[${members}]}`
  )
}

/** One line of the truth file. */
export function truthLine(truth: PlantedTruth): string {
  return JSON.stringify(truth)
}

/** One line a person of the register: who the ids are, for linkage. Names and numbers never stand in a household file. */
export function* registerLines(household: SyntheticHousehold): Generator<string> {
  for (const member of household.members) {
    yield JSON.stringify({
      household: household.id,
      person: member.id,
      relation: member.relation,
      name: member.name,
      sex: member.sex,
      birthDate: member.birthDate,
      idNumber: member.idNumber,
      phone: member.phone,
      org: household.orgPath,
      address: household.address,
    })
  }
}
