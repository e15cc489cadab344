/**
 * Splat files drawn and timed by Spark (https://sparkjs.dev) in a headless Chromium without a GPU: an independent reader and renderer.
 *
 *     node spark.mjs < job.json        prints one line of JSON
 *
 * The job: {width, height, cameras: [{world_from_cam (rows), fx_px, fy_px, cx_px, cy_px}], out: folder, timeout_s,
 *           shots: [{file, half_turn, renderer: SparkRenderer's options, mesh: SplatMesh's, pictures: [camera, …], rounds}]}
 * A shot writes OUT/{shot}_{camera}.png for each camera in `pictures`; `rounds` (of all cameras) measures frames a second.
 * The page reports by POST to this server, so that no browser driver is needed. Only 127.0.0.1 is served, only three, Spark and the shots.
 */
import { spawn, spawnSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };
const FLAGS = [
  "--headless=new", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", // WebGL 2 on the processor
  "--no-sandbox", "--disable-dev-shm-usage", // as root and in containers; it visits nothing but this server
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--disable-sync",
  "--disable-frame-rate-limit", "--disable-gpu-vsync", // an animation loop as fast as it can be
  "--window-size=800,600", "--force-device-scale-factor=1",
]; // prettier-ignore

const job = JSON.parse(readFileSync(0, "utf8"));
job.shots.forEach((shot, index) => (shot.url = `/shot/${index}/${basename(shot.file)}`));

const name = ["chromium", "chromium-browser", "google-chrome"].find((it) => spawnSync("which", [it]).status === 0);
const browser = process.env.CHROMIUM ?? name;
if (!browser) quit("no Chromium: apt-get install chromium, or name one in CHROMIUM");

const profile = mkdtempSync(join(tmpdir(), "spark-"));
const rows = job.shots.map(() => null);
let chromium = null;

function quit(failure, answer) {
  if (failure) process.stderr.write(`${failure}\n`);
  else process.stdout.write(`${JSON.stringify(answer)}\n`);
  process.exitCode = failure ? 1 : 0;
  const leave = () => {
    if (typeof profile !== "undefined") rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.exit();
  };
  if (!chromium || chromium.exitCode !== null) return leave();
  chromium.removeAllListeners("exit").on("exit", leave);
  process.kill(-chromium.pid, "SIGKILL"); // its own process group: the zygotes and the GPU process end with it
}

/** The file that a path of the page names, or null. */
function served(path) {
  if (path === "/") return join(HERE, "spark.html");
  const shot = /^\/shot\/(\d+)\//.exec(path);
  if (shot) return job.shots[Number(shot[1])]?.file ?? null;
  const inside = normalize(path);
  return /^\/node_modules\/(three|@sparkjsdev\/spark)\//.test(inside) ? join(HERE, inside) : null;
}

function take(path, body) {
  const [, kind, index, camera] = path.split("/");
  if (kind === "picture") writeFileSync(join(job.out, `${Number(index)}_${Number(camera)}.png`), body);
  else if (kind === "row") rows[Number(index)] = JSON.parse(body);
  else if (kind === "done") quit(null, { ...JSON.parse(body), browser: spawnSync(browser, ["--version"]).stdout.toString().trim(), rows });
  else quit(`the page failed: ${body}`);
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  if (request.method === "POST") {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => { response.end(); take(path, Buffer.concat(parts)); });
  } else if (path === "/job") {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(job));
  } else {
    const file = served(path);
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    response.setHeader("Content-Length", statSync(file).size);
    createReadStream(file).pipe(response);
  }
});

server.listen(0, "127.0.0.1", () => {
  const errors = [];
  chromium = spawn(browser, [...FLAGS, `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/`], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  chromium.stderr.on("data", (text) => errors.length < 200 && errors.push(text));
  chromium.on("error", (error) => quit(`${browser}: ${error.message}`));
  chromium.on("exit", (code) => quit(`${browser} ended with ${code} before the page was done: ${errors.join("").slice(-2000)}`));
  const limit = job.timeout_s ?? 120;
  setTimeout(() => quit(`the page was not done after ${limit} s: ${errors.join("").slice(-2000)}`), 1000 * limit).unref();
});
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => quit(`stopped by ${signal}`));
