/** 19580412 and 1958-04-12 are days, no numbers of anybody. */
const DAY = /^(?:19|20)\d{2}[\s-]?\d{2}[\s-]?\d{2}$/

/**
 * A cell for showing to people: long numbers lose their middle, so that identity numbers, bank accounts and telephones
 * of any spelling never lie readable among the problems. At most 120 characters.
 */
export function maskCell(text: string): string {
  return text
    .slice(0, 120)
    .replace(
      /[0-9０-９](?:[\s\-‐–.]?[0-9０-９Xx×]){14,}/g,
      (number) => `${number.slice(0, 6)}********${number.slice(-4)}`,
    )
    .replace(/[0-9０-９](?:[\s-]?[0-9０-９]){7,12}(?![0-9*])/g, (number) =>
      DAY.test(number) ? number : `${number.slice(0, 3)}****${number.slice(-4)}`,
    )
}
