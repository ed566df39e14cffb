// Copies what the pages (and the tests) use from node_modules, with licences and hashes.
// Called by `make vendor`, after `npm ci`.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const folders = {
  "static/vendor": {
    "idiomorph.esm.js": "idiomorph/dist/idiomorph.esm.js",
    "idiomorph.LICENSE": "idiomorph/LICENSE",
    "socket.io.esm.min.js": "socket.io-client/dist/socket.io.esm.min.js",
    "socket.io.LICENSE": "socket.io-client/LICENSE",
  },
  "tests/vendor": {
    "axe.min.js": "axe-core/axe.min.js",
    "axe.LICENSE": "axe-core/LICENSE",
    "axe.LICENSE-3RD-PARTY": "axe-core/LICENSE-3RD-PARTY.txt",
  },
};

for (const [folder, files] of Object.entries(folders)) {
  mkdirSync(folder, { recursive: true });
  const sums = Object.entries(files).map(([name, source]) => {
    copyFileSync(`node_modules/${source}`, `${folder}/${name}`);
    return `${createHash("sha256").update(readFileSync(`${folder}/${name}`)).digest("hex")}  ${name}\n`;
  });
  writeFileSync(`${folder}/SHA256SUMS`, sums.join(""));
}
