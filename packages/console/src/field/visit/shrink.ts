/** Longer side of a photo as it is kept, in pixels, and its quality: readable, and some 200 KB. */
const LONGEST = 1280
const QUALITY = 0.7
/** The server takes no larger one (base64). */
const MOST_CHARACTERS = 680_000

/** A photo made small enough for a phone and for a thin line, as a data address; null when it is no picture. */
export async function shrinkPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  for (let longest = LONGEST; longest >= 320; longest = Math.round(longest * 0.7)) {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const address = canvas.toDataURL('image/jpeg', QUALITY)
    if (address.length < MOST_CHARACTERS) return address
  }
  return null
}
