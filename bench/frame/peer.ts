/**
 * Loads a peer from bench/node_modules. Peers are not there when the types are checked, so the caller says which
 * part of the peer it uses.
 *
 * @throws {Error} when the peer is not installed: start with `npm run bench`
 */
export async function peer<Part>(name: string): Promise<Part> {
  return import(name)
}
