// Writes the settings that the server knows into package.json, from the JSON Schema of `referral.toml`.
// With --check nothing is written; the exit code is 1 if package.json says something else.
import { readFile, writeFile } from "node:fs/promises";

const SCHEMA = new URL("../../../schemas/config.schema.json", import.meta.url);
const MANIFEST = new URL("../package.json", import.meta.url);

// Asks for the exit code of a command; an editor has none.
const WITHOUT_MEANING_HERE = ["fail-on"];

// The extension's own. They say how the server is started, so the server has no use for them.
const OWN = {
  "referral.server.path": {
    type: "string",
    default: "",
    scope: "machine",
    order: 100,
    markdownDescription:
      "Path of the `referral` program. Where it is empty, the one that came with this extension is used. " +
      "A workspace cannot set it.",
  },
};

/** The same schema without what VS Code's settings have no use for: references, nulls, and the server's own marks. */
function plain(schema, definitions) {
  const reference = schema.$ref ?? schema.anyOf?.find((one) => one.$ref)?.$ref;
  const known = reference ? definitions[reference.replace("#/$defs/", "")] : {};
  const whole = { ...known, ...schema };
  const choices = whole.oneOf?.filter((one) => "const" in one);
  const types = [whole.type].flat().filter((type) => type && type !== "null");
  const result = { type: choices ? choices[0].type : types[0] };
  if (choices) {
    result.enum = choices.map((one) => one.const);
    result.markdownEnumDescriptions = choices.map((one) => one.description);
  }
  if (whole.properties) {
    result.properties = each(whole.properties, (inner) => described(inner, definitions, "description"));
  }
  if (whole.additionalProperties !== undefined) {
    const more = whole.additionalProperties;
    result.additionalProperties = more === false ? false : plain(more, definitions);
  }
  if (whole.items) result.items = plain(whole.items, definitions);
  if (whole.required) result.required = whole.required;
  return result;
}

function described(schema, definitions, key) {
  return { ...plain(schema, definitions), [key]: schema.description };
}

function each(properties, make) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, make(schema)]));
}

/** What stands under `contributes.configuration.properties`. */
function settings(schema) {
  const properties = {};
  for (const [name, own] of Object.entries(schema.properties)) {
    if (WITHOUT_MEANING_HERE.includes(name)) continue;
    const setting = { ...described(own, schema.$defs, "markdownDescription"), scope: "window" };
    // "Not set" is null in the schema; VS Code shows a choice that may be empty only if null is among its values.
    if (own.default === null) {
      setting.type = [setting.type, "null"];
      if (setting.enum) {
        setting.enum = [null, ...setting.enum];
        setting.markdownEnumDescriptions = ["Not set.", ...setting.markdownEnumDescriptions];
      }
    }
    properties[`referral.${name}`] = { ...setting, default: own.default };
  }
  return { ...properties, ...OWN };
}

const schema = JSON.parse(await readFile(SCHEMA, "utf8"));
const before = await readFile(MANIFEST, "utf8");
const manifest = JSON.parse(before);
const now = settings(schema);
if (process.argv.includes("--check")) {
  const is = JSON.stringify(manifest.contributes.configuration.properties);
  if (is !== JSON.stringify(now)) {
    console.error("package.json has other settings than schemas/config.schema.json: run `npm run settings`");
    process.exitCode = 1;
  }
} else {
  manifest.contributes.configuration.properties = now;
  await writeFile(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}
