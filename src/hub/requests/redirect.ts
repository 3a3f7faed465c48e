/** Whether an answer leads elsewhere (RFC 9110, 15.4): other statuses of that hundred do not, nor do these without an address. */
export function isRedirect({ status, headers }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.has('location');
}
