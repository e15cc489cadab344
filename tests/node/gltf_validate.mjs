// Prints gltf-validator's report of one file as JSON: node gltf_validate.mjs FILE
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import validator from "gltf-validator";

const report = await validator.validateBytes(new Uint8Array(readFileSync(process.argv[2])), {
  uri: basename(process.argv[2]), maxIssues: 50, writeTimestamp: false,
  externalResourceFunction: async (uri) => new Uint8Array(readFileSync(join(dirname(process.argv[2]), decodeURIComponent(uri)))),
});
console.log(JSON.stringify(report));
