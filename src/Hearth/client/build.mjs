// Bundles the client: scripts to wwwroot/js, styles to wwwroot/css. Run by the project's build.
// - hearth.ts is on every page and small; live.ts is the live room's; what they share is a chunk of its own.
// - messenger.ts shows that something new is there while no page is open: a worker of its own.
// - a script beside a page (Pages/name.ts) becomes js/name.js, loaded by <PageScript Name="name" />.
// - styles beside pages (Pages/*.css) follow the kit in hearth.css; those of the live room are in room.css.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";

const besidePages = (ending) => readdirSync("..").map((room) => `../${room}/Pages`).filter(existsSync).sort()
  .flatMap((folder) => readdirSync(folder).sort().map((name) => `${folder}/${name}`)).filter((path) => path.endsWith(ending));
const pages = besidePages(".ts");
rmSync("../wwwroot/js", { recursive: true, force: true });
rmSync("../wwwroot/css", { recursive: true, force: true });

const shared = { bundle: true, minify: true, target: "es2022", logLevel: "warning", nodePaths: ["node_modules"] };

await build({
  ...shared,
  entryPoints: ["hearth.ts", "live.ts", "messenger.ts", ...pages].filter(existsSync).map((path) => ({ in: path, out: path.replace(/^.*\//, "").replace(/\.ts$/, "") })),
  outdir: "../wwwroot/js", format: "esm", splitting: true, chunkNames: "part-[hash]",
});

const styles = besidePages(".css").filter((path) => !path.endsWith(".razor.css"));
const inRoom = (path) => path.includes("/LiveRooms/");
for (const [name, extra] of [["hearth", styles.filter((path) => !inRoom(path))], ["room", styles.filter(inRoom)]]) {
  await build({
    ...shared,
    stdin: { contents: `@import "./${name}.css";\n`, resolveDir: "css", loader: "css" },
    outfile: `../wwwroot/css/${name}.css`, external: ["/_content/*"],
    plugins: [{ // the pages' own rules, after the kit's
      name: "beside", setup: (b) => b.onLoad({ filter: new RegExp(`/css/${name}\\.css$`) }, (file) => ({
        contents: [readFileSync(file.path, "utf8"), ...extra.map((path) => readFileSync(path, "utf8"))].join("\n"), loader: "css",
      })),
    }],
  });
}
