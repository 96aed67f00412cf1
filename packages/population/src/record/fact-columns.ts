/**
 * The facts that this generator can write, in the order of the table files. Names, types and values are those of
 * `facts.yaml`; a test compares them. `from` says who would know: the population register, the bureau that pays, the health
 * and disability records, or somebody who must be asked.
 */
export type FactType = 'boolean' | 'enum' | 'money' | 'integer' | 'ratio' | 'date'
export type FactOrigin = 'register' | 'bureau' | 'health' | 'asked'

export interface FactColumn<Name extends string = string> {
  readonly name: Name
  readonly type: FactType
  readonly from: FactOrigin
}

const column = <Name extends string>(name: Name, type: FactType, from: FactOrigin): FactColumn<Name> => ({
  name,
  type,
  from,
})

export const HOUSEHOLD_COLUMNS = [
  column('is_shanghai_hukou', 'boolean', 'register'),
  column('has_residence_permit', 'boolean', 'register'),
  column('address_kind', 'enum', 'register'),
  column('housing_tenure', 'enum', 'asked'),
  column('single_parent', 'boolean', 'asked'),
  column('phone_reachable', 'boolean', 'asked'),
  column('monthly_income', 'money', 'asked'),
  column('approved_income_disregard', 'money', 'bureau'),
  column('annual_income', 'money', 'asked'),
  column('financial_assets', 'money', 'asked'),
  column('has_car', 'boolean', 'register'),
  column('has_non_residential_property', 'boolean', 'register'),
  column('debt', 'money', 'asked'),
  column('utility_arrears_months', 'integer', 'asked'),
  column('annual_medical_expense', 'money', 'asked'),
  column('annual_education_expense', 'money', 'asked'),
  column('annual_other_necessary_expense', 'money', 'asked'),
  column('monthly_rent', 'money', 'asked'),
  column('assistance_class', 'enum', 'bureau'),
  column('assistance_since', 'date', 'bureau'),
  column('was_dibao', 'boolean', 'bureau'),
  column('event', 'enum', 'asked'),
  column('event_date', 'date', 'asked'),
  column('basic_living_broken', 'boolean', 'asked'),
  column('sudden_necessary_expense', 'boolean', 'asked'),
  column('without_family_support', 'boolean', 'asked'),
  column('zero_employment', 'boolean', 'asked'),
  column('living_area', 'ratio', 'asked'),
  column('building_area', 'ratio', 'register'),
  column('on_homestead', 'boolean', 'asked'),
  column('house_grade', 'enum', 'bureau'),
  column('receives_dibao', 'boolean', 'bureau'),
  column('receives_rigid_expense_living_relief', 'boolean', 'bureau'),
  column('receives_temporary_relief', 'boolean', 'bureau'),
  column('dibao_amount', 'money', 'bureau'),
] as const
export type HouseholdFact = (typeof HOUSEHOLD_COLUMNS)[number]['name']

export const PERSON_COLUMNS = [
  column('birth_date', 'date', 'register'),
  column('sex', 'enum', 'register'),
  column('is_shanghai_hukou', 'boolean', 'register'),
  column('residence_permit', 'boolean', 'register'),
  column('residence_permit_years', 'integer', 'register'),
  column('marital_status', 'enum', 'register'),
  column('education_level', 'enum', 'asked'),
  column('veteran_class', 'enum', 'bureau'),
  column('has_disability_certificate', 'boolean', 'health'),
  column('disability_type', 'enum', 'health'),
  column('disability_grade', 'integer', 'health'),
  column('care_level', 'integer', 'health'),
  column('has_serious_illness', 'boolean', 'asked'),
  column('has_listed_major_disease', 'boolean', 'asked'),
  column('disease', 'enum', 'asked'),
  column('chronic_illness', 'boolean', 'asked'),
  column('insured_employee', 'boolean', 'health'),
  column('insured_resident_scheme', 'boolean', 'health'),
  column('insured_basic_shanghai', 'boolean', 'health'),
  column('medical_aid_class', 'enum', 'bureau'),
  column('outpatient_self_pay_year', 'money', 'health'),
  column('inpatient_self_pay_year', 'money', 'health'),
  column('employed', 'boolean', 'asked'),
  column('monthly_wage', 'money', 'asked'),
  column('monthly_income', 'money', 'asked'),
  column('annual_income', 'money', 'asked'),
  column('able_to_work', 'boolean', 'asked'),
  column('flexible_employed', 'boolean', 'asked'),
  column('unemployment_registered', 'boolean', 'bureau'),
  column('involuntary_job_loss', 'boolean', 'asked'),
  column('ui_contribution_months', 'integer', 'bureau'),
  column('on_unemployment_benefit', 'boolean', 'bureau'),
  column('retired', 'boolean', 'bureau'),
  column('other_pension', 'boolean', 'bureau'),
  column('in_school', 'boolean', 'asked'),
  column('school_stage', 'enum', 'asked'),
  column('has_capable_obligor', 'boolean', 'asked'),
  column('is_orphan', 'boolean', 'bureau'),
  column('father_status', 'enum', 'asked'),
  column('mother_status', 'enum', 'asked'),
  column('receives_tekun_support', 'boolean', 'bureau'),
  column('receives_medical_aid', 'boolean', 'bureau'),
  column('receives_disability_living_subsidy', 'boolean', 'bureau'),
  column('receives_disability_care_subsidy', 'boolean', 'bureau'),
  column('receives_senior_allowance', 'boolean', 'bureau'),
  column('receives_long_term_care', 'boolean', 'bureau'),
  column('ui_months_drawn', 'integer', 'bureau'),
  column('disability_certificate_until', 'date', 'health'),
] as const
export type PersonFact = (typeof PERSON_COLUMNS)[number]['name']

/** A fact's value in a household file: money in yuan, dates `YYYY-MM-DD`. */
export type FactValue = string | number | boolean
export type HouseholdFacts = Partial<Record<HouseholdFact, FactValue>>
export type PersonFacts = Partial<Record<PersonFact, FactValue>>
