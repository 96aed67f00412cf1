/** What may be wrong with a cell or a row: what was expected, and what to do. Both languages have the same holes. */
export const PROBLEMS = {
  // ---- identity number ----
  id_number_rounded: {
    zh: '身份证号被 Excel 当成数字，末几位已经变成 0，找不回来了。请把这一列设为“文本”格式，按身份证重新填写这一格（或在号码前加一个英文单引号）。',
    en: 'Excel turned the identity number into a number and lost its last digits. Format the column as Text and type the number again from the card (or put an apostrophe before it).',
  },
  id_number_old_form: {
    zh: '这是 15 位旧号码。请填身份证上的 18 位号码。',
    en: 'This is the old form with 15 digits. Write the 18 characters from the card.',
  },
  id_number_length: {
    zh: '身份证号应为 18 位，这里有 {length} 位。请对照身份证补全。',
    en: 'An identity number has 18 characters; this one has {length}. Complete it from the card.',
  },
  id_number_characters: {
    zh: '身份证号里有不该出现的字符：前 17 位是数字，末位是数字或 X。请改正。',
    en: 'The identity number has characters that do not belong: 17 digits, then a digit or X. Correct it.',
  },
  id_number_region: {
    zh: '身份证号开头两位不是任何省份的代码。请对照身份证改正。',
    en: 'The first two digits of the identity number name no province. Correct it from the card.',
  },
  id_number_birth_date: {
    zh: '身份证号里的出生日期（第 7 到 14 位）不是一个已经过去的日子。请对照身份证改正。',
    en: 'The birth date inside the identity number (characters 7 to 14) is no day of the past. Correct it from the card.',
  },
  id_number_check_character: {
    zh: '身份证号最后一位校验不符，多半是抄错了一位。请对照身份证改正。',
    en: 'The last character of the identity number does not fit the others: most likely one digit is mistyped. Correct it from the card.',
  },
  sex_contradicts_number: {
    zh: '性别和身份证号对不上，已按身份证号记录。请核对这一格。',
    en: 'The sex does not agree with the identity number; the number was taken. Check this cell.',
  },
  birth_date_contradicts_number: {
    zh: '出生日期和身份证号对不上，已按身份证号记录。请核对这一格。',
    en: 'The birth date does not agree with the identity number; the number was taken. Check this cell.',
  },
  // ---- missing ----
  required_missing: {
    zh: '“{column}”是空的，这一列每行都要填。请补上。',
    en: '“{column}” is empty; every row needs it. Fill it in.',
  },
  identity_missing: {
    zh: '身份证号和出生日期都没有，无法确认是哪一个人。请至少补上一项。',
    en: 'There is neither an identity number nor a birth date, so nobody can say who this is. Fill in at least one.',
  },
  // ---- cells ----
  cell_error: {
    zh: '这一格是 Excel 的错误值（{value}），公式没有算出结果。请改好公式，或直接填数值。',
    en: 'This cell holds an Excel error ({value}): its formula gave no result. Repair the formula or type the value.',
  },
  formula_without_value: {
    zh: '这一格是公式，但文件里没有保存计算结果。请用 Excel 打开、保存一次再上传，或者粘贴为数值。',
    en: 'This cell is a formula whose result is not stored in the file. Open and save the file in Excel, or paste as values.',
  },
  text_too_long: {
    zh: '内容太长（{length} 个字），最多 {max} 个字。请缩短。',
    en: 'The text is too long ({length} characters); at most {max}. Shorten it.',
  },
  name_unreadable: {
    zh: '姓名里有数字或符号，看起来不是姓名。请改正。',
    en: 'The name has digits or signs in it and does not look like a name. Correct it.',
  },
  // ---- dates ----
  date_unreadable: {
    zh: '认不出这个日期。请写成 2025-06-01 这样（年-月-日）。',
    en: 'This date cannot be read. Write it like 2025-06-01 (year-month-day).',
  },
  date_not_in_calendar: {
    zh: '日历上没有这一天。请改正。',
    en: 'There is no such day in the calendar. Correct it.',
  },
  date_day_missing: {
    zh: '这里要精确到日，只有年月不够。请写成 2025-06-01 这样。',
    en: 'A day is needed here; a month is not enough. Write it like 2025-06-01.',
  },
  date_in_future: {
    zh: '这个日期在 {today} 之后，还没有到。请核对年份。',
    en: 'This date is after {today}. Check the year.',
  },
  date_two_digit_year: {
    zh: '年份只有两位，分不清是哪一年。请写四位年份，如 2025-06-01。',
    en: 'The year has two digits, so it could be several. Write four, like 2025-06-01.',
  },
  date_order: {
    zh: '分不清哪个是月、哪个是日。请写成 2025-06-01 这样（年-月-日）。',
    en: 'Month and day cannot be told apart. Write it like 2025-06-01 (year-month-day).',
  },
  date_lost_zero: {
    zh: '{year}.1 可能是 1 月，也可能是 10 月少了末尾的 0。请写成 {year}-01 或 {year}-10。',
    en: '{year}.1 may be January, or October with its zero lost. Write {year}-01 or {year}-10.',
  },
  // ---- money and numbers ----
  money_unreadable: {
    zh: '认不出这个金额。请只填数字，单位元，如 1450 或 1450.00。',
    en: 'This amount cannot be read. Write digits only, in yuan, like 1450 or 1450.00.',
  },
  money_decimals: {
    zh: '金额最多两位小数（到分）。请四舍五入后再填。',
    en: 'An amount has at most two decimals (fen). Round it.',
  },
  money_grouping: {
    zh: '逗号的位置不对，分不清是多少钱。请去掉逗号，如 12345.00。',
    en: 'The commas stand where none belong, so the amount is unclear. Leave them out, like 12345.00.',
  },
  money_not_one_number: {
    zh: '这里写了一个范围，需要一个确定的金额。请填实际数。',
    en: 'This is a range; one amount is needed. Write the actual figure.',
  },
  money_is_date: {
    zh: '这一格被设成了日期格式，金额变成了日期。请改回“数值”格式再填。',
    en: 'This cell has a date format, so the amount reads as a date. Set it back to Number and type the amount again.',
  },
  number_unreadable: {
    zh: '这里需要一个数字。请改正。',
    en: 'A number is needed here. Correct it.',
  },
  number_not_whole: {
    zh: '这里需要整数。请改正。',
    en: 'A whole number is needed here. Correct it.',
  },
  number_out_of_range: {
    zh: '超出合理范围（{min} 到 {max}）。请核对。',
    en: 'Outside the reasonable range ({min} to {max}). Check it.',
  },
  // ---- lists ----
  yes_no_unreadable: {
    zh: '这里填“是”或“否”。请改正。',
    en: 'Write yes (是) or no (否) here.',
  },
  choice_unknown: {
    zh: '不在可选的写法里{near}。可以填：{choices}。',
    en: 'Not one of the words of this list{near}. Possible: {choices}.',
  },
  phone_unreadable: {
    zh: '认不出这个电话号码。手机 11 位，固定电话带区号。',
    en: 'This telephone number cannot be read. A mobile number has 11 digits; a landline needs its area code.',
  },
  relation_unknown: {
    zh: '认不出这个称谓，已记作“其他”。可以写：户主、配偶、子女、父母等。',
    en: 'This relation is not known and was recorded as “other”. Write head, spouse, child, parent and so on.',
  },
  // ---- places ----
  unit_unknown: {
    zh: '本区没有叫“{unit}”的{kind}{near}。请改成规范名称。',
    en: 'The district has no {kind} called “{unit}”{near}. Use its official name.',
  },
  unit_ambiguous: {
    zh: '有几个居村委都叫“{unit}”：{choices}。请写全称，并填街镇。',
    en: 'Several committees are called “{unit}”: {choices}. Write the full name, and the street.',
  },
  unit_outside: {
    zh: '“{unit}”不在您这次导入的范围（{scope}）内。这一行请由所在街镇导入。',
    en: '“{unit}” lies outside the range of this import ({scope}). Its own street imports this row.',
  },
  // ---- rows ----
  duplicate_row: {
    zh: '和第 {first} 行完全一样，只算一次。',
    en: 'The same as row {first}; counted once.',
  },
  duplicate_conflict: {
    zh: '和第 {first} 行是同一个人，但内容不一样。已按第 {first} 行记录，这一行没有导入。请确认以哪一行为准。',
    en: 'The same person as in row {first}, with different content. Row {first} was taken and this one was not. Decide which is right.',
  },
  person_doubtful: {
    zh: '像是已经登记过的人（像 {count} 个：{reasons}），但不能确定。这一行先放着，请到“是不是同一个人”里说一说是谁。',
    en: 'This may be somebody on record ({count} alike: {reasons}), but it is not sure. The row waits: say who it is under “One person or two”.',
  },
  same_name_and_birth_date: {
    zh: '系统里有 {count} 位同名同生日的人，但没有证件号可以确认。请补上身份证号再导入；确认是另一个人也请补上。',
    en: 'There are {count} persons with this name and birth date, and no number to confirm it. Add the identity number and import again, also when it is somebody else.',
  },
  name_contradicts_number: {
    zh: '系统里这个身份证号是另一个姓名（{known}）。可能改名或抄错号码，这一行没有导入。请核对。',
    en: 'The system has another name for this identity number ({known}): a change of name or a mistyped number. The row was not imported. Check it.',
  },
  known_elsewhere: {
    zh: '这个人的档案在{street}，不在您的范围内。请联系{street}核对后再处理。',
    en: 'This person’s file is in {street}, outside your range. Ask {street}.',
  },
  household_split: {
    zh: '同一户的几行在系统里分属不同的家庭，这一行没有导入。请核对是否已经分户或合户。',
    en: 'Rows of one household belong to different households in the system; this row was not imported. Check whether the household was divided or joined.',
  },
  person_unknown: {
    zh: '系统里还没有这个人，这份名单不建新户。请先由居村委建档，再导入这一行。',
    en: 'The system does not know this person, and this list makes no new households. Let the committee make the file first, then import the row again.',
  },
  household_waits: {
    zh: '这一户户主的那一行没有导入，所以这一户先不新建。改好户主那一行，再和这一行一起导入。',
    en: 'The row of this household’s head was not imported, so the household is not made yet. Correct that row and import both again.',
  },
  household_two_heads: {
    zh: '这一户有两个户主（另见第 {first} 行），已把这一行记作“其他”。请核对称谓。',
    en: 'This household has two heads (see row {first}); this one was recorded as “other”. Check the relation.',
  },
  household_without_head: {
    zh: '这一户没有写户主，已把第一个人当作户主。请核对。',
    en: 'No head is named in this household; its first person was taken. Check it.',
  },
  household_contradiction: {
    zh: '同一户前后写得不一样（另见第 {first} 行），已按前面那行记录。请核对。',
    en: 'The rows of this household disagree (see row {first}); the earlier one was taken. Check it.',
  },
  unit_differs: {
    zh: '系统里这一户在{known}，和这里写的不一样，没有改动。如已搬家，请办理迁移。',
    en: 'The system has this household in {known}, which differs; nothing was changed. If it moved, transfer it.',
  },
  row_is_total: {
    zh: '这一行是合计，没有当作数据。',
    en: 'This row is a total and was not read as data.',
  },
  row_is_note: {
    zh: '这一行是说明文字，没有当作数据。',
    en: 'This row is a note and was not read as data.',
  },
  row_is_header: {
    zh: '这一行又是表头，没有当作数据。',
    en: 'This row repeats the header and was not read as data.',
  },
  // ---- the file ----
  hidden_sheet: {
    zh: '工作表“{sheet}”是隐藏的，没有读取。',
    en: 'The sheet “{sheet}” is hidden and was not read.',
  },
  sheet_not_read: {
    zh: '工作表“{sheet}”没有读取。需要时请换成这张表再导入一次。',
    en: 'The sheet “{sheet}” was not read. If it is needed, choose it and import again.',
  },
  hidden_rows: {
    zh: '有 {count} 行在表里是隐藏或被筛选掉的，也会一起导入。',
    en: '{count} rows are hidden or filtered out in the sheet; they are imported too.',
  },
  header_twice: {
    zh: '表头“{header}”出现了两次，用的是前面那一列。',
    en: 'The header “{header}” stands twice; the first column is used.',
  },
  column_missing: {
    zh: '没有“{column}”这一列。{consequence}',
    en: 'There is no column “{column}”. {consequence}',
  },
  as_of_guessed: {
    zh: '文件里没有写时间，按 {day} 的情况记录。如不对，请在上传时填写。',
    en: 'The file names no date; it is taken as of {day}. If that is wrong, say the day when uploading.',
  },
  missing_from_file: {
    zh: '上次名单里有、这次没有的有 {count} 人。没有自动停发或改动，请核对是否已退出。',
    en: '{count} persons of the last list are not in this one. Nothing was ended or changed; check whether they have left.',
  },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>

export type ProblemCode = keyof typeof PROBLEMS
export type Severity = 'refused' | 'review' | 'warning'
export type ProblemParams = Readonly<Record<string, string | number>>

/** One thing wrong, or worth a look, at a place of the file. Row 0 is the file itself. */
export interface Problem {
  readonly row: number
  /** The header of the column, or null for the whole row. */
  readonly column: string | null
  readonly severity: Severity
  readonly code: ProblemCode
  readonly params: ProblemParams
  /** The cell as it stood; identity numbers and telephones masked. */
  readonly value: string | null
}
