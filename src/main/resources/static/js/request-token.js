/** The header by which the server knows that a change comes from our own pages; read anew each time, a login replaces it. */
export function requestToken() {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token[1]) } : {};
}
