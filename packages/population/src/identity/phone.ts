/**
 * Telephone numbers of the range 1990000xxxx, which the house keeps for invented people. There are 10,000 of them: the
 * first 10,000 issued are all different, then they come round again, as numbers do that change hands.
 */
export class PhoneIssuer {
  private issued = 0
  private readonly start: number

  constructor(salt: number) {
    this.start = salt % 10_000
  }

  issue(): string {
    const ending = (this.start + this.issued * 6173) % 10_000
    this.issued += 1
    return `1990000${String(ending).padStart(4, '0')}`
  }
}
