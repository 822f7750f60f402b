// The peer's side of run.sh: reads a dump of rows and prints one line for each expression that chrono-node finds.
//
//   node chrono.mjs DUMP.jsonl            read it
//   node chrono.mjs --make FOLDER BYTES   make a dump of the texts of a folder, over and over
import fs from "node:fs";
import path from "node:path";

const [first, folder, bytes] = process.argv.slice(2);
if (first === "--make") {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".txt")).sort();
  const texts = files.map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
  for (let made = 0, i = 0; made < Number(bytes); i++) {
    const text = texts[i % texts.length];
    made += Buffer.byteLength(text);
    fs.writeSync(1, JSON.stringify({ id: `${i}`, published: "2018-10-12", text }) + "\n");
  }
} else {
  const chrono = await import("chrono-node");
  const out = [];
  for (const line of fs.readFileSync(first, "utf8").split("\n")) {
    if (!line) continue;
    const row = JSON.parse(line);
    for (const found of chrono.parse(row.text, new Date(`${row.published ?? "2018-10-12"}T12:00:00Z`))) {
      out.push(JSON.stringify({ doc: row.id, start: found.index, text: found.text, value: found.start.date().toISOString() }));
    }
  }
  fs.writeSync(1, out.join("\n") + "\n");
}
