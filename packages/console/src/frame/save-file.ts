/** Hands a file to the browser to keep. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  URL.revokeObjectURL(address)
}

/** Hands a text to the browser as a file. */
export function saveText(fileName: string, text: string): void {
  saveFile(new File([text], fileName, { type: 'text/csv;charset=utf-8' }))
}
