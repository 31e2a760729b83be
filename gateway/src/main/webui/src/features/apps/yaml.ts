const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./-]*(?::[A-Za-z0-9_./-]+)*(?:@sha256:[a-f0-9]+)?$/;
/** What YAML 1.1 or 1.2 reads as something other than a text. */
const OTHER = /^(?:y|n|yes|no|on|off|true|false|null|~|\.nan|\.inf)$/i;

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function scalar(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) && !OTHER.test(value) ? value : JSON.stringify(value ?? null);
}

/** `value` as block YAML; what is null is left out. Texts that could be read as anything else are quoted as in JSON. */
export function toYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    return value.map((each) => `${indent}- ${isJson(each) || Array.isArray(each) ? JSON.stringify(each) : scalar(each)}\n`).join('');
  }
  if (!isJson(value)) {
    return `${indent}${scalar(value)}\n`;
  }
  return Object.entries(value)
    .filter(([, inner]) => inner !== null && inner !== undefined)
    .map(([name, inner]) => {
      const empty = (Array.isArray(inner) && inner.length === 0) || (isJson(inner) && Object.keys(inner).length === 0);
      return (isJson(inner) || Array.isArray(inner)) && !empty
        ? `${indent}${scalar(name)}:\n${toYaml(inner, `${indent}  `)}`
        : `${indent}${scalar(name)}: ${empty ? JSON.stringify(inner) : scalar(inner)}\n`;
    })
    .join('');
}
