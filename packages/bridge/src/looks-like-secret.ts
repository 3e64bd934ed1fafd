/** How keys begin: OpenAI's and its kin's, GitHub's, AWS's, Google's, Slack's, Hugging Face's. */
const known =
  /(^|[^A-Za-z0-9])((sk|pk|rk|gsk|xai|pplx|csk|nvapi|tgp|hf|fw|r8|glpat|xox[abprs])[-_][\w-]{6,}|gh[opsu]_\w{10,}|AKIA[A-Z0-9]{12,}|AIza[\w-]{20,}|eyJ[\w-]{6,}\.[\w-]+)/
const scheme = /^(bearer|basic|token|digest)\s+\S/i
/** Letters and digits in one run that no word has. */
const run = /[A-Za-z0-9+/]{24,}/g

/** Whether a text looks like a key, a token or another credential, whatever it stands under. Dates, names of models and ids of UUID form do not. */
export function looksLikeSecret(text: string): boolean {
  if (/^data:/i.test(text)) return false
  return known.test(text) || scheme.test(text) || (text.match(run) ?? []).some(isRandom)
}

function isRandom(letters: string): boolean {
  return (letters.match(/\d/g) ?? []).length >= 2 && /[A-Za-z]/.test(letters) && !/\/.*\//.test(letters)
}
