/**
 * A playlist (RFC 8216) whose files carry a grant. Players resolve what it names against its own address, of which they
 * keep the path alone.
 * @param playlist names files beside it, and no others
 */
export function signedPlaylist(playlist: string, grant: string): string {
  return playlist
    .split('\n')
    .map((line) => {
      if (line.startsWith('#'))
        return line.replace(/(?<=URI=")[^"]+/, (name) => `${name}?grant=${grant}`);
      return line.trim() === '' ? line : `${line.trim()}?grant=${grant}`;
    })
    .join('\n');
}
